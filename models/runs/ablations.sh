#!/usr/bin/env bash
# The ablations of a finished run: one part of the training left out at a time, three seeds each, equal
# budgets, everything else (sender, text actor, for the compressed sender also the actor) that run's.
# One single-threaded process a core; what is done is not done again.
#   RUN=models/work/tiny OUT=models/work/ablations models/runs/ablations.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export PYTHON=${PYTHON:-.venv/bin/python}
export RUN=${RUN:-models/work/tiny}
export OUT=${OUT:-models/work/ablations}
export CONFIG=${CONFIG:-models/configs/tiny.toml}
# Three to six minutes each on one core of two (25 November 2026): past the point where latents are used.
export ACTOR_TOKENS=${ACTOR_TOKENS:-3e6} COMPRESSED_TOKENS=${COMPRESSED_TOKENS:-3e6}
export GAMES=${GAMES:-100}
SEEDS=${SEEDS:-0 1 2}
STAGES=${STAGES:-actor compressed}
export OMP_NUM_THREADS=1

# The settings that leave a part out.
changes() {
  case $1 in
    actor-baseline | compressed-baseline) ;;
    actor-no-separation) echo 'separation=[0.0,0.0]' ;;
    actor-no-alignment) echo 'alignment=[0.0,0.0]' ;;
    actor-no-curriculum) echo 'curriculum=false' ;;
    actor-no-adapter) echo 'adapter=false' ;;
    compressed-no-task) echo 'task=0.0' ;;
    compressed-no-kl) echo 'kl=0.0' ;;
    compressed-no-direction) echo 'direction=0.0' ;;
    compressed-no-telegram) echo 'telegram=0.0' ;;
  esac
}

evaluate() {
  local run=$1 conditions=$2 view
  for view in scout uncertain; do
    "$PYTHON" models/evaluate_tier.py --torch "$run" --episodes "$RUN/dev.$view.jsonl" \
      --out "$run/results" --conditions "$conditions" --games "$GAMES" --steps 20
  done
}

ablation() {
  local variant=$1 seed=$2 run=$OUT/$1-$2 file
  [ -e "$run/ablation.done" ] && return
  mkdir -p "$run"
  for file in tokenizer.json train.pickle sender.pt actor_text.pt; do
    ln -sf "$(realpath "$RUN/$file")" "$run/$file"
  done
  echo "$(date +%T) $variant, seed $seed"
  local options=(--config "$CONFIG" --run "$run" --seed "$seed" --resume)
  # The changes are words on purpose.
  # shellcheck disable=SC2046
  if [[ $variant == actor-* ]]; then
    "$PYTHON" models/train_actor_latent.py "${options[@]}" --set tokens="$ACTOR_TOKENS" $(changes "$variant")
    evaluate "$run" none,text,latent,cross-task
  else
    ln -sf "$(realpath "$RUN/actor.pt")" "$run/actor.pt"
    "$PYTHON" models/train_compressed_sender.py "${options[@]}" --set tokens="$COMPRESSED_TOKENS" $(changes "$variant")
    evaluate "$run" k8,k4
  fi > "$run/out" 2>&1 || { tail -n 20 "$run/out"; return 1; }
  touch "$run/ablation.done"
}
export -f ablation changes evaluate

for seed in $SEEDS; do
  if [[ $STAGES == *actor* ]]; then
    for part in baseline no-separation no-alignment no-curriculum no-adapter; do echo "actor-$part $seed"; done
  fi
  if [[ $STAGES == *compressed* ]]; then
    for part in baseline no-task no-kl no-direction no-telegram; do echo "compressed-$part $seed"; done
  fi
done | xargs -P "${PROCESSES:-2}" -I LINE bash -c 'set -e; ablation $1' ablation LINE
