"""What the pages share: the frame, the contact sheet, the mention view, progress (the home of streamlit)."""
