#!/usr/bin/env bash
# Every stage in under two minutes on one core, and the mini tier: too little training to play well.
RUN=${RUN:-models/work/smoke}
CONFIG=models/configs/smoke.toml
OUT=${OUT:-$RUN/mini}
source "$(dirname "${BASH_SOURCE[0]}")/stages.sh"
train_all
"$PYTHON" models/evaluate_tier.py --torch "$RUN" --episodes "$RUN/dev.uncertain.jsonl" --out "$RUN/results" \
  --conditions none,text,latent,k8 --games 6 --steps 8
"$PYTHON" models/export_onnx.py --config "$CONFIG" --run "$RUN" --out "$OUT" --recipe models/runs/smoke.sh
