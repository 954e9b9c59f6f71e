"""Films: motion, frames, captions, joins, sound and the files made of them; the only home of moviepy and ffmpeg."""
