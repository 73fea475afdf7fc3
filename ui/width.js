// Tells how wide the window is, when the page begins and when it is turned or made smaller: in one word, which is all that
// is asked. A chart with names beside its rows is 640 pixels wide at least, with the edges of a page 700.
{
  const FROM = [[1280, "laptop"], [700, "tablet"], [0, "phone"]];
  const tell = () => {
    const [, width] = FROM.find(([least]) => innerWidth >= least);
    document.cookie = `width=${width}; path=/; SameSite=Lax`;
  };
  tell();
  addEventListener("resize", tell);
}
