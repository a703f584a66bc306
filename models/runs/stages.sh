# Sourced by the recipes: the stages in order. Each can be killed and the recipe started again.
# Needs RUN, EPISODES, DEV_EPISODES, the sizes and budgets; PYTHON if .venv/bin/python is not it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
PYTHON=${PYTHON:-.venv/bin/python}
export OMP_NUM_THREADS=1
mkdir -p "$RUN"

# stage NAME SCRIPT ARGUMENTS...: runs a script unless it has ended before.
stage() {
  local name=$1 script=$2
  shift 2
  [ -e "$RUN/$name.done" ] && return
  echo "$(date +%T) $name"
  "$PYTHON" "models/$script" --run "$RUN" "$@" > "$RUN/$name.out" 2>&1 \
    || { tail -n 20 "$RUN/$name.out"; exit 1; }
  touch "$RUN/$name.done"
}

episodes() {
  [ -e "$RUN/$1.jsonl" ] && return
  node_modules/.bin/tsx src/cli/games.ts episodes --split "$1" --count "$2" > "$RUN/$1.partial"
  mv "$RUN/$1.partial" "$RUN/$1.jsonl"
}

train_all() {
  episodes train "$EPISODES"
  episodes dev "$DEV_EPISODES"
  stage tokenizer train_tokenizer.py --train "$RUN/train.jsonl" --dev "$RUN/dev.jsonl"
  stage base train_base.py --resume --dim "$DIM" --layers "$LAYERS" --heads "$HEADS" $BASE
  # Sender and actor start from the base and do not need each other: one core each.
  if [ "$WORKERS" -gt 1 ]; then
    stage sender train_sender.py --resume $SENDER &
    local sender=$!
    stage actor_text train_actor.py --resume $ACTOR_TEXT
    wait "$sender"
  else
    stage sender train_sender.py --resume $SENDER
    stage actor_text train_actor.py --resume $ACTOR_TEXT
  fi
  stage actor train_actor_latent.py --resume --workers "$WORKERS" $ACTOR
  stage compressed train_compressed_sender.py --resume --workers "$WORKERS" $COMPRESSED
}
