#!/usr/bin/env bash
# The small tier from nothing on one GPU (models/cards/small.md has which, and what each stage took).
RUN=${RUN:-models/work/small}
CONFIG=${CONFIG:-models/configs/small.toml}
BOTH=${BOTH-1}
WORKERS=
export PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True
SNAPSHOTS=${SNAPSHOTS-1}
source "$(dirname "${BASH_SOURCE[0]}")/stages.sh"
train_all
OUT=${OUT-public/models/small}
if [ -n "$OUT" ]; then
  "$PYTHON" models/export_onnx.py --config "$CONFIG" --run "$RUN" --out "$OUT" --recipe models/runs/small.sh
fi
