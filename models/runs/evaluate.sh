#!/usr/bin/env bash
# Everything that a tier's card says, measured on the files as shipped: see models/evaluate_tier.py.
#   RUN=models/work/tiny MODELS=public/models/tiny models/runs/evaluate.sh [PART...]
# Parts: play fp32 seeds actors breadth wasm batch corpus card, all if left out. Two processes, one a core, each with folders of
# its own; what is done is not done again. Every run on unseen games leaves a line in unseen-runs.log.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export PYTHON=${PYTHON:-.venv/bin/python}
export RUN=${RUN:-models/work/tiny}
export MODELS=${MODELS:-public/models/tiny}
export RESULTS=${RESULTS:-$RUN/results}
export CARDS=${CARDS:-models/cards}
# Other seeds' runs, with the same episodes files; they are compared in float32.
SEED_RUNS=${SEED_RUNS:-models/work/tiny-seed0 models/work/tiny-seed2}
ABLATIONS=${ABLATIONS:-models/work/ablations}
# Of runs/actors.sh.
ACTORS=${ACTORS:-models/work/actors}
export GAMES=${GAMES:-1000} REST_GAMES=${REST_GAMES:-200} PLANNER_GAMES=${PLANNER_GAMES:-400}
export SEED_GAMES=${SEED_GAMES:-400} WASM_GAMES=${WASM_GAMES:-50}
export BATCH_1_GAMES=${BATCH_1_GAMES:-50} BATCH_3_GAMES=${BATCH_3_GAMES:-15}
export STEPS=${STEPS:-50} OMP_NUM_THREADS=1
export LOG=$RESULTS/unseen-runs.log
TIER=$(basename "$MODELS")
COMMIT=$(git describe --always --dirty --abbrev=12)
export COMMIT

export HEADLINE=none,text,latent,k8,cross-task
export UNCERTAIN=$HEADLINE,text-sampled,k4,k2,k1,commitment-certain,rest-certain,all-certain
export PLANNER=$HEADLINE,thought-own
export COMPARED=none,text,latent,k8

# hashes FOLDER: the files that are played with here, a word each.
hashes() {
  if [ -e "$1/manifest.json" ]; then
    "$PYTHON" -c 'import json, sys
for f in json.load(open(sys.argv[1]))["files"]:
    if f.get("device") != "webgpu": print(f["path"] + "=" + f["sha256"][:12], end=" ")' "$1/manifest.json"
  else
    (cd "$1" && sha256sum sender.pt sender_compressed.pt actor.pt tokenizer.json 2> /dev/null || true) | awk '{printf "%s=%.12s ", $2, $1}'
  fi
}

# record SPLIT FOLDER WORDS...: a run on unseen games.
record() {
  [ "$1" = unseen ] || return 0
  echo "$(date -u +%FT%TZ) commit $COMMIT: ${*:3}; $2: $(hashes "$2")" >> "$LOG"
}

# evaluate VIEW SPLIT OPTIONS...: with the shipped files.
evaluate() {
  record "$2" "$MODELS" "$1, ${*:3}"
  "$PYTHON" models/evaluate_tier.py --models "$MODELS" --episodes "$RUN/$2.$1.jsonl" --out "$RESULTS" \
    --steps "$STEPS" "${@:3}"
}

# exact RUN VIEW GAMES: a run's checkpoints in float32, on unseen games.
exact() {
  record unseen "$1" "$2, --conditions $COMPARED --games $3, float32"
  "$PYTHON" models/evaluate_tier.py --torch "$1" --episodes "$RUN/unseen.$2.jsonl" \
    --corpus "$RUN/dev.$2.jsonl" --out "$1/results-fp32" --steps "$STEPS" --conditions "$COMPARED" --games "$3"
}

# batch_done FILE: all planned episodes are in it, played with the files that are here.
batch_done() {
  [ -s "$1" ] && "$PYTHON" -c 'import json, sys
batch, manifest = (json.load(open(path)) for path in sys.argv[1:])
settings, games = batch["settings"], batch["settings"]["games"]
planned = games["games"] * len(games["splits"]) * len(settings["conditions"])
here = set(batch["source"]["models"].values()) <= {f["sha256"] for f in manifest["files"]}
sys.exit(not (here and len(batch["lines"]) >= planned))' "$1" "$MODELS/manifest.json"
}

# Conditions that mix games (cross-task …) belong to one size of the set: none is in two of these calls.
job() {
  case $* in
    'play uncertain unseen')
      evaluate uncertain unseen --conditions "$UNCERTAIN" --games "$GAMES" --scripts "$RUN/scripts.uncertain.jsonl"
      evaluate uncertain unseen --set all --except "$UNCERTAIN" --games "$REST_GAMES" ;;
    'play scout unseen')
      evaluate scout unseen --conditions "$HEADLINE" --games "$GAMES" --scripts "$RUN/scripts.scout.jsonl"
      evaluate scout unseen --set all --except "$HEADLINE" --games "$REST_GAMES" ;;
    'play planner unseen')
      evaluate planner unseen --conditions "$PLANNER" --games "$PLANNER_GAMES" --scripts "$RUN/scripts.planner.jsonl"
      evaluate planner unseen --set all --except "$PLANNER" --games "$REST_GAMES" ;;
    'play hedging unseen')
      evaluate hedging unseen --conditions text --games "$GAMES" --scripts "$RUN/scripts.hedging.jsonl" ;;
    'play uncertain seen') evaluate uncertain seen --set all --games "$REST_GAMES" ;;
    'play hedging seen') evaluate hedging seen --conditions text --games "$REST_GAMES" ;;
    'play planner seen') evaluate planner seen --set all --games "$REST_GAMES" ;;
    'play scout seen') evaluate scout seen --set all --games "$REST_GAMES" ;;
    fp32*) exact "$RUN" "$2" "$GAMES" ;;
    seeds*) exact "$2" "$3" "$SEED_GAMES" ;;
    actors*)
      record unseen "$2" "$3, --conditions $4 --games $SEED_GAMES, float32, actor_text.pt"
      "$PYTHON" models/evaluate_tier.py --torch "$2" --actor actor_text.pt --episodes "$RUN/unseen.$3.jsonl" \
        --corpus "$RUN/dev.$3.jsonl" --out "$2/results-fp32" --steps "$STEPS" --conditions "$4" --games "$SEED_GAMES" ;;
    breadth*)
      record unseen "$MODELS" "uncertain, breadth, $GAMES games"
      "$PYTHON" models/measure_breadth.py --models "$MODELS" --episodes "$RUN/unseen.uncertain.jsonl" \
        --out "$RESULTS" --games "$GAMES" ;;
    wasm*)
      local file=$RESULTS/wasm.$2.latent
      [ -s "$file.json" ] && "$PYTHON" -c 'import json, sys
wanted = {f["sha256"] for f in json.load(open(sys.argv[2] + "/manifest.json"))["files"]}
sys.exit(not set(json.load(open(sys.argv[1]))["models"].values()) <= wanted)' "$file.json" "$MODELS" && return
      record unseen "$MODELS" "$2, latent, $WASM_GAMES games, the page's code in WASM"
      npm run -s evaluate -- --view "$2" --split unseen --games "$WASM_GAMES" --steps "$STEPS" --message latent \
        --models "$MODELS" --json > "$file.partial" 2> "$file.log"
      mv "$file.partial" "$file.json" ;;
    batch*)
      local file=$RESULTS/batch.$2.json
      batch_done "$file" && return
      record unseen "$MODELS" "planner and uncertain, batch $2, ${*:3}, the page's code in WASM"
      npm run -s evaluate -- batch --out "$file" --preset "$2" --views planner,uncertain --splits seen,unseen \
        --models "$MODELS" --format none "${@:3}" 2> "$file.log" ;;
  esac
}
export -f job evaluate exact record hashes batch_done

# in_pairs: a job a line, two at once.
in_pairs() {
  # The job is several words on purpose.
  # shellcheck disable=SC2016
  xargs -d '\n' -P "${PROCESSES:-2}" -I JOB bash -c 'set -euo pipefail; job $1' job JOB
}

# made FILE COMMAND...: a file from a command's output, unless it is there.
made() {
  [ -s "$1" ] && return
  "${@:2}" > "$1.partial"
  mv "$1.partial" "$1"
}

prepare() {
  local view split games=(node_modules/.bin/tsx src/cli/games.ts) script
  for split in unseen seen; do
    for view in uncertain scout hedging planner; do
      made "$RUN/$split.$view.jsonl" "${games[@]}" episodes --split "$split" --count "$GAMES" --view "$view"
    done
  done
  for view in uncertain scout hedging planner; do
    script=(--script explorer)
    [ "$view" = uncertain ] && script=()
    made "$RUN/scripts.$view.jsonl" "${games[@]}" script --split unseen --count "$GAMES" --view "$view" "${script[@]}"
  done
}

ready() { [ -e "$1/sender_compressed.pt" ] && [ -e "$1/actor.pt" ]; }

# The card's parts that are there, as options.
card() {
  local options=() run seeds=()
  [ -d "$RUN/results-fp32" ] && options+=(--fp32 "$RUN/results-fp32")
  [ -s "$RESULTS/wasm.uncertain.latent.json" ] && options+=(--wasm "$RESULTS"/wasm.*.latent.json)
  "$PYTHON" models/summarize_results.py "$RESULTS" --out "$CARDS/$TIER.json" "${options[@]}"
  cp "$LOG" "$CARDS/$TIER.unseen-runs.txt"
  for run in $RUN $SEED_RUNS; do
    if [ -d "$run/results-fp32" ]; then seeds+=("$run"); fi
  done
  if [ "${#seeds[@]}" -gt 1 ]; then
    "$PYTHON" models/collect_seeds.py --runs "${seeds[@]}" --results results-fp32 --out "$CARDS/$TIER.seeds.json"
  fi
  if compgen -G "$ACTORS/*/results-fp32" > /dev/null; then
    "$PYTHON" models/collect_seeds.py --runs "$ACTORS"/* --results results-fp32 --out "$CARDS/$TIER.actors.json"
  fi
  if compgen -G "$ABLATIONS/*/ablation.done" > /dev/null; then
    "$PYTHON" models/collect_ablations.py --runs "$ABLATIONS" --run "$RUN" --out "$CARDS/$TIER.ablations.json"
  fi
  if compgen -G "$RESULTS/batch.*.json" > /dev/null; then
    npm run -s evaluate -- card "$RESULTS"/batch.*.json > "$CARDS/$TIER.batch.json"
  fi
  if [ -s "$RUN/curves.json" ]; then cp "$RUN/curves.json" "$CARDS/$TIER.curves.json"; fi
  # The page reads the same figures beside the tier.
  cp "$CARDS/$TIER.json" "$MODELS/card.json"
  for part in ablations curves; do
    if [ -s "$CARDS/$TIER.$part.json" ]; then cp "$CARDS/$TIER.$part.json" "$MODELS/$part.json"; fi
  done
  "$PYTHON" models/record_evaluation.py --models "$MODELS" --card "$CARDS/$TIER.json"
  "$PYTHON" models/write_card.py --models "$MODELS" --card "$CARDS/$TIER.json" --out "$CARDS/$TIER.md"
}

main() {
  local part run view
  mkdir -p "$RESULTS" "$CARDS"
  prepare
  for part in "$@"; do
    case $part in
      play) printf 'play %s\n' {uncertain,scout,planner,hedging}\ unseen {uncertain,scout,planner,hedging}\ seen | in_pairs ;;
      fp32) printf 'fp32 %s\n' uncertain scout | in_pairs ;;
      seeds)
        for run in $SEED_RUNS; do
          if ready "$run"; then printf "seeds $run %s\n" uncertain scout; fi
        done | in_pairs ;;
      actors)
        if [ -e "$ACTORS/informed/actor_text.done" ]; then
          printf "actors $ACTORS/informed %s text\n" uncertain scout planner
          printf "actors $ACTORS/no-cot %s none\n" uncertain planner
        fi | in_pairs ;;
      batch)
        printf 'batch %s\n' "table-1 --games $BATCH_1_GAMES" "table-3 --games $BATCH_3_GAMES --breadth" | in_pairs ;;
      breadth | wasm) echo "$part uncertain" | in_pairs ;;
      corpus) "$PYTHON" models/measure_corpus.py --models "$MODELS" --run "$RUN" ;;
      card) card ;;
      *) echo "There is no part $part: play fp32 seeds actors breadth wasm batch corpus card" >&2; exit 1 ;;
    esac
  done
}

if [ $# -eq 0 ]; then set -- play fp32 seeds actors breadth wasm batch corpus card; fi
main "$@"
