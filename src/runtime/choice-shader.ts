/** Choices on the GPU, so that not the logits but what a choice is made of is read back. */
import { CHOICE_TOP, type Choice, choiceFrom } from '../shared/choice';

/** A row's record: the likeliest tokens, their logits, Σ wᵢ and Σ wᵢ (lᵢ − max) with wᵢ = exp(lᵢ − max). */
export const CHOICE_WORDS = 2 * CHOICE_TOP + 2;

/** What the device guarantees to run: WebGPU's default limits allow no larger workgroup. */
const THREADS = 256;
const NONE = 0xffffffff;

/*
 * A workgroup takes a row. Each thread looks through every 256th logit and keeps its own best, in order;
 * then the best of all threads is taken off its thread's list, `TOP` times. Sums are made in a fixed
 * order, so that the same logits always give the same record. No subgroups: not every device has them.
 */
const CODE = /* wgsl */ `
const TOP = ${CHOICE_TOP}u;
const THREADS = ${THREADS}u;
const WORDS = ${CHOICE_WORDS}u;
const NONE = ${NONE}u;
const LOWEST = -3.4028234e38f;

override vocabulary: u32;

@group(0) @binding(0) var<storage, read> logits: array<f32>;
@group(0) @binding(1) var<storage, read_write> records: array<u32>;

struct Candidate { value: f32, token: u32 }

var<workgroup> heads: array<Candidate, THREADS>;
var<workgroup> sums: array<vec2f, THREADS>;

fn ahead(one: Candidate, other: Candidate) -> bool {
  return one.value > other.value || (one.value == other.value && one.token < other.token);
}

@compute @workgroup_size(THREADS)
fn choose(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let first = group.x * vocabulary;
  let record = group.x * WORDS;

  var own: array<Candidate, TOP>;
  for (var place = 0u; place < TOP; place++) { own[place] = Candidate(LOWEST, NONE); }
  for (var token = thread; token < vocabulary; token += THREADS) {
    var one = Candidate(max(logits[first + token], LOWEST), token);
    if (!ahead(one, own[TOP - 1u])) { continue; }
    for (var place = 0u; place < TOP; place++) {
      let other = own[place];
      if (ahead(one, other)) { own[place] = one; one = other; }
    }
  }

  var largest = LOWEST;
  for (var taken = 0u; taken < TOP; taken++) {
    heads[thread] = own[0];
    workgroupBarrier();
    for (var half = THREADS / 2u; half > 0u; half /= 2u) {
      if (thread < half && ahead(heads[thread + half], heads[thread])) {
        heads[thread] = heads[thread + half];
      }
      workgroupBarrier();
    }
    let best = heads[0];
    workgroupBarrier();
    if (taken == 0u) { largest = best.value; }
    if (thread == 0u) {
      records[record + taken] = best.token;
      records[record + TOP + taken] = bitcast<u32>(best.value);
    }
    if (best.token == own[0].token) {
      for (var place = 1u; place < TOP; place++) { own[place - 1u] = own[place]; }
      own[TOP - 1u] = Candidate(LOWEST, NONE);
    }
  }

  var sum = vec2f(0.0);
  for (var token = thread; token < vocabulary; token += THREADS) {
    // Where so far below, the weight is 0; a product with an infinite distance would be no number.
    let below = max(logits[first + token] - largest, -200.0);
    let weight = exp(below);
    sum += vec2f(weight, weight * below);
  }
  sums[thread] = sum;
  workgroupBarrier();
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    if (thread < half) { sums[thread] += sums[thread + half]; }
    workgroupBarrier();
  }
  if (thread == 0u) {
    records[record + 2u * TOP] = bitcast<u32>(sums[0].x);
    records[record + 2u * TOP + 1u] = bitcast<u32>(sums[0].y);
  }
}
`;

/** Computes the records of logits that lie on the GPU. */
export class ChoiceShader {
  readonly #pipeline: GPUComputePipeline;

  constructor(
    private readonly device: GPUDevice,
    vocabulary: number,
  ) {
    this.#pipeline = device.createComputePipeline({
      layout: 'auto',
      compute: { module: device.createShaderModule({ code: CODE }), constants: { vocabulary } },
    });
  }

  /** Logits `[rows, vocabulary]` and the buffer that their records `[rows, CHOICE_WORDS]` go to. */
  bind(logits: GPUBuffer, records: GPUBuffer): GPUBindGroup {
    return this.device.createBindGroup({
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [logits, records].map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
  }

  encode(encoder: GPUCommandEncoder, bound: GPUBindGroup, rows: number): void {
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, bound);
    pass.dispatchWorkgroups(rows);
    pass.end();
  }
}

/** Reads a record of `CHOICE_WORDS` words at `start`, bytes. */
export function readChoice(bytes: ArrayBuffer, start: number): Choice {
  const words = new Uint32Array(bytes, start, CHOICE_TOP);
  const numbers = new Float32Array(bytes, start + words.byteLength, CHOICE_TOP + 2);
  const tokens = [...words].filter((token) => token !== NONE);
  const [total = Number.NaN, weighted = Number.NaN] = numbers.subarray(CHOICE_TOP);
  return choiceFrom(tokens, [...numbers.subarray(0, tokens.length)], total, weighted);
}
