#!/usr/bin/env bash
# The tiny tier from nothing on two cores (models/cards/tiny.md has what each stage took).
# Another seed on one core, without export: RUN=models/work/tiny-seed0 SEED=0 BOTH= OUT= models/runs/tiny.sh
RUN=${RUN:-models/work/tiny}
CONFIG=${CONFIG:-models/configs/tiny.toml}
BOTH=${BOTH-1}
SNAPSHOTS=${SNAPSHOTS-1}
source "$(dirname "${BASH_SOURCE[0]}")/stages.sh"
train_all
OUT=${OUT-public/models/tiny}
if [ -n "$OUT" ]; then
  "$PYTHON" models/export_onnx.py --config "$CONFIG" --run "$RUN" --out "$OUT" --recipe models/runs/tiny.sh
fi
