# Sourced by the recipes: the stages in order. Each can be killed and the recipe started again.
# Needs CONFIG and RUN; SEED if not the config's, PYTHON if .venv/bin/python is not it, BOTH=1 where two
# stages can run side by side; WORKERS for the last two stages, 2 with BOTH.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
PYTHON=${PYTHON:-.venv/bin/python}
export OMP_NUM_THREADS=1
mkdir -p "$RUN"

# setting SECTION KEY: one value of the config.
setting() {
  "$PYTHON" -c 'import sys, tomllib; print(tomllib.load(open(sys.argv[1], "rb"))[sys.argv[2]][sys.argv[3]])' "$CONFIG" "$@"
}

# stage NAME SCRIPT ARGUMENTS...: runs a script unless it has ended before.
stage() {
  local name=$1 script=$2
  shift 2
  [ -e "$RUN/$name.done" ] && return
  echo "$(date +%T) $name"
  "$PYTHON" "models/$script" --config "$CONFIG" --run "$RUN" "$@" > "$RUN/$name.out" 2>&1 \
    || { tail -n 20 "$RUN/$name.out"; exit 1; }
  touch "$RUN/$name.done"
}

# episodes FILE SPLIT COUNT [VIEW]: training episodes as JSON lines.
episodes() {
  [ -e "$RUN/$1.jsonl" ] && return
  node_modules/.bin/tsx src/cli/games.ts episodes --split "$2" --count "$3" ${4:+--view "$4"} > "$RUN/$1.partial"
  mv "$RUN/$1.partial" "$RUN/$1.jsonl"
}

train_all() {
  local view trained=(--resume ${SEED:+--seed "$SEED"}) workers=${WORKERS-${BOTH:+2}}
  episodes train train "$(setting data episodes)"
  for view in scout uncertain hedging planner; do
    episodes "dev.$view" dev "$(setting data dev_episodes)" "$view"
  done
  stage tokenizer train_tokenizer.py --train "$RUN/train.jsonl"
  stage base train_base.py "${trained[@]}"
  # Sender and actor start from the base and do not need each other.
  if [ -n "${BOTH:-}" ]; then
    stage sender train_sender.py "${trained[@]}" &
    local sender=$!
    stage actor_text train_actor.py "${trained[@]}"
    wait "$sender"
  else
    stage sender train_sender.py "${trained[@]}"
    stage actor_text train_actor.py "${trained[@]}"
  fi
  stage actor train_actor_latent.py "${trained[@]}" ${workers:+--workers "$workers"} ${SNAPSHOTS:+--snapshots}
  stage compressed train_compressed_sender.py "${trained[@]}" ${workers:+--workers "$workers"} ${SNAPSHOTS:+--snapshots}
}
