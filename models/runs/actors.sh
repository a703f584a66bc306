#!/usr/bin/env bash
# Two actors of words alone, to compare a finished run with: `informed` is shown, after the words, the turns
# of those who read the latents; `no-cot` reads no words at all. The run's own text actor goes to the place
# that the words name and then searches. Same base, same budget; what is done is not done again.
#   RUN=models/work/tiny OUT=models/work/actors models/runs/actors.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
PYTHON=${PYTHON:-.venv/bin/python}
RUN=${RUN:-models/work/tiny}
OUT=${OUT:-models/work/actors}
CONFIG=${CONFIG:-models/configs/tiny.toml}
export OMP_NUM_THREADS=1

actor() {
  local name=$1 turns=$2 run=$OUT/$1 file
  [ -e "$run/actor_text.done" ] && return
  mkdir -p "$run"
  for file in tokenizer.json train.pickle base.pt sender.pt; do
    ln -sf "$(realpath "$RUN/$file")" "$run/$file"
  done
  echo "$(date +%T) $name"
  "$PYTHON" models/train_actor.py --config "$CONFIG" --run "$run" --resume \
    ${SEED:+--seed "$SEED"} --set text_turns="$turns" > "$run/actor_text.out" 2>&1 \
    || { tail -n 20 "$run/actor_text.out"; exit 1; }
  touch "$run/actor_text.done"
}

actor informed informed
actor no-cot nothing
