"""Questions with expectations: asked, judged, counted, drawn, and compared with the time before."""
