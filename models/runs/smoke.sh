#!/usr/bin/env bash
# Every stage in under two minutes on one core, and the mini tier: too little training to play well.
RUN=${RUN:-models/work/smoke}
OUT=${OUT:-$RUN/mini}
WORKERS=1
EPISODES=${EPISODES:-400}
DEV_EPISODES=12
DIM=64 LAYERS=2 HEADS=2
BASE='--tokens 1e5 --minutes 0.2'
SENDER='--tokens 1.5e5 --minutes 0.2'
ACTOR_TEXT='--tokens 1.5e5 --minutes 0.2'
ACTOR='--tokens 1.5e5 --minutes 0.25'
COMPRESSED='--tokens 1.5e5 --minutes 0.25'
source "$(dirname "${BASH_SOURCE[0]}")/stages.sh"
train_all
"$PYTHON" models/evaluate_dev.py --run "$RUN" --games 6 --steps 8 --messages none,text,latent,8
"$PYTHON" models/export_onnx.py --run "$RUN" --out "$OUT" --tier mini --recipe models/runs/smoke.sh \
  --title "Two-layer Llamas for tests, hardly trained"
