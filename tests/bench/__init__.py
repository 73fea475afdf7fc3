"""Tests of the load client itself: what it measures is no test."""
