#!/usr/bin/env bash
# The tiny tier from nothing: about two hours on two cores (models/README.md has what each stage took).
# RUN=models/work/other WORKERS=1 models/runs/tiny.sh
RUN=${RUN:-models/work/tiny}
WORKERS=${WORKERS:-2}
EPISODES=${EPISODES:-24000}
DEV_EPISODES=${DEV_EPISODES:-400}
DIM=${DIM:-128} LAYERS=${LAYERS:-4} HEADS=${HEADS:-4}
BASE=${BASE:---tokens 4e5}
SENDER=${SENDER:---tokens 16e6 --minutes 45}
ACTOR_TEXT=${ACTOR_TEXT:---tokens 13e6 --minutes 45}
ACTOR=${ACTOR:---tokens 17e6 --minutes 30}
COMPRESSED=${COMPRESSED:---tokens 15e6 --minutes 25}
source "$(dirname "${BASH_SOURCE[0]}")/stages.sh"
train_all
"$PYTHON" models/evaluate_dev.py --run "$RUN" | tee "$RUN/dev.results.jsonl"
"$PYTHON" models/export_onnx.py --run "$RUN" --out "${OUT:-public/models/tiny}" --tier tiny
