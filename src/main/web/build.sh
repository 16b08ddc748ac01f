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
npx --no-install esbuild console.js --bundle --minify --format=iife --target=es2020 --log-level=warning --outfile="$out/console.js"
npx --no-install esbuild console.css --bundle --minify --log-level=warning --outfile="$out/console.css"
cp icon.svg "$out/"
