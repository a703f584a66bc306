#!/usr/bin/env bash
# The rows of a model card, measured on the files as shipped and kept in the tier's manifest.
# SPLIT=unseen GAMES=200 MODELS=public/models/tiny models/runs/evaluate.sh
# Two processes, one a core; rows that are in the results file already are not measured again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
PYTHON=${PYTHON:-.venv/bin/python}
SPLIT=${SPLIT:-unseen}
GAMES=${GAMES:-200}
MODELS=${MODELS:-public/models/tiny}
RESULTS=${RESULTS:-models/work/evaluation}
mkdir -p "$RESULTS"

rows() {
  printf '%s\n' none text latent 'compressed --k 8' 'latent --perturb cross-task' \
    'text --perturb cross-task' 'compressed --k 64' 'compressed --k 32' 'compressed --k 16' \
    'compressed --k 4' 'compressed --k 2' 'compressed --k 1' \
    'compressed --compression untrained --k 8' 'compressed --compression kept --k 8' \
    'compressed --compression truncated --ratio 0.75' \
    'compressed --compression truncated --ratio 0.5' \
    'compressed --compression truncated --ratio 0.25'
}

measure() {
  local file
  file=$RESULTS/$SPLIT-$GAMES-$(tr -dc 'a-z0-9.' <<< "$1").json
  [ -s "$file" ] && return
  # The row is several words on purpose.
  # shellcheck disable=SC2086
  npm run -s evaluate -- --split "$SPLIT" --games "$GAMES" --models "$MODELS" --json \
    --message $1 > "$file.partial" 2> "$file.log"
  mv "$file.partial" "$file"
}
export -f measure
export SPLIT GAMES MODELS RESULTS

rows | xargs -d '\n' -P 2 -I ROW bash -c 'set -e; measure "$1"' measure ROW
cat "$RESULTS/$SPLIT-$GAMES"-*.json > "$RESULTS/$SPLIT-$GAMES.jsonl"
"$PYTHON" models/record_evaluation.py --models "$MODELS" "$RESULTS/$SPLIT-$GAMES.jsonl"
