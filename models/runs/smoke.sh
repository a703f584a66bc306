#!/usr/bin/env bash
# Every stage in under two minutes on one core, and the mini tier: too little training to play well.
RUN=${RUN:-models/work/smoke}
CONFIG=models/configs/smoke.toml
OUT=${OUT:-$RUN/mini}
source "$(dirname "${BASH_SOURCE[0]}")/stages.sh"
train_all
"$PYTHON" models/export_onnx.py --config "$CONFIG" --run "$RUN" --out "$OUT" --recipe models/runs/smoke.sh
