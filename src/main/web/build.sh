#!/usr/bin/env bash
# Bundles the console's scripts and styles into one file each; nothing is fetched at run time.
set -euo pipefail
out=$1
mkdir -p "$out"
stamp=node_modules/.hamroh-installed
if [ ! -f "$stamp" ] || [ package-lock.json -nt "$stamp" ]; then
  npm ci --no-audit --no-fund --loglevel=error
  touch "$stamp"
fi
# Each page that needs more than the frame has a bundle of its own, loaded there alone.
npx --no-install esbuild console=console.js console=console.css scripts=scripts/main.js scripts=scripts/scripts.css \
  recording=recording/main.js recording=recording/recording.css recorder=recording/recorder.js \
  casework=casework/main.js casework=casework/casework.css \
  screening=screening/main.js screening=screening/screening.css \
  cases=cases/cases.css \
  phone=phone/main.js phone=phone/phone.css \
  --bundle --minify --format=iife --target=es2022 --log-level=warning --outdir="$out"
cp icon.svg "$out/"
