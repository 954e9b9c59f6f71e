"""Films: motion, frames, captions, joins, sound and the files that come of them; the only home of moviepy and ffmpeg."""
