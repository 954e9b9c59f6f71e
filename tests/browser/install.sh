#!/bin/sh
# Chromium for the browser tests, and fonts for the scripts that the caption tests draw, where apt-get can add them.
set -e
missing=""
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="chromium chromium-driver"
if command -v fc-list >/dev/null; then :; else missing="$missing fontconfig"; fi
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  DEBIAN_FRONTEND=noninteractive
  export DEBIAN_FRONTEND
  apt-get update -qq
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "The browser tests need Chromium: install$missing, then run make test again." >&2
  exit 1
fi
