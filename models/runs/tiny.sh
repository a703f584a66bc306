#!/usr/bin/env bash
# The tiny tier from nothing on two cores (models/README.md has what each stage took).
# RUN=models/work/other SEED=1 BOTH= models/runs/tiny.sh
RUN=${RUN:-models/work/tiny}
CONFIG=${CONFIG:-models/configs/tiny.toml}
BOTH=${BOTH-1}
SNAPSHOTS=${SNAPSHOTS-1}
source "$(dirname "${BASH_SOURCE[0]}")/stages.sh"
train_all
[ -n "${OUT-public/models/tiny}" ] && "$PYTHON" models/export_onnx.py --config "$CONFIG" --run "$RUN" \
  --out "${OUT-public/models/tiny}" --recipe models/runs/tiny.sh
