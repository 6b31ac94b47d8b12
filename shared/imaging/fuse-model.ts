import {
  constantNode,
  decodeModel,
  encodeModel,
  holdsGraph,
  isNode,
  newNode,
  numberAttribute,
  type OnnxNode,
  scalarOf,
  sizesOf,
} from './onnx-graph.ts';

/**
 * The same model in steps that the runtime runs quicker. The exporter of the reading models writes a hard swish as four
 * steps, and multiplies all channels by one number and adds another. The runtime's optimiser knows neither: each step goes
 * through memory, and out of the blocked layout of the convolutions and back. Rewritten, they become part of these.
 * Measured 2026-11, ms of CPU: looking for text at 416 px 52 → 41, reading 224 columns 23 → 16; either rewriting alone wins
 * a third of that at most. Not worth their code at under 1 ms each: the numbers taken into the weights of the convolution
 * after them, the gates' additions on the gate alone, a bias for the transposed convolutions.
 * @returns the bytes themselves when there is nothing to rewrite
 * @throws Error when they are no ONNX model
 */
export function fusedModel(bytes: Uint8Array): Uint8Array {
  const model = decodeModel(bytes);
  const { node: nodes, output } = model.graph;
  if (nodes.some(holdsGraph)) return bytes; // what is inside may need what a rewriting takes away
  const results = output.map(({ name }) => name);
  const fused = rewritten(rewritten(nodes, results, hardSwish), results, scaleAndShift);
  if (fused === nodes) return bytes;
  model.graph.node = fused; // in place: a copied message would lose what was not decoded
  return encodeModel(model);
}

type Graph = {
  makerOf: (tensor: string) => OnnxNode | undefined;
  /** The maker of what nothing else takes: it may go when its only taker goes. */
  onlyFor: (tensor: string) => OnnxNode | undefined;
};

/** Steps for other steps, with the same output. The new ones stand where the last of the old stood. */
type Rewriting = { old: OnnxNode[]; steps: OnnxNode[] };
type Pattern = (last: OnnxNode, graph: Graph) => Rewriting | undefined;

function rewritten(nodes: OnnxNode[], results: readonly string[], pattern: Pattern): OnnxNode[] {
  const graph = graphOf(nodes, results);
  const replaced = new Map<OnnxNode, OnnxNode[]>();
  for (const last of nodes) {
    const rewriting = pattern(last, graph);
    if (!rewriting) continue;
    for (const node of rewriting.old) replaced.set(node, []);
    replaced.set(last, rewriting.steps);
  }
  if (replaced.size === 0) return nodes;
  const left = nodes.flatMap((node) => replaced.get(node) ?? [node]);
  const taken = new Set(left.flatMap(({ input }) => input).concat(results));
  return left.filter((node) => !isNode(node, 'Constant') || taken.has(node.output[0]!)); // the runtime warns of idle ones
}

function graphOf(nodes: readonly OnnxNode[], results: readonly string[]): Graph {
  const makers = new Map(nodes.flatMap((node) => node.output.map((tensor) => [tensor, node])));
  const uses = new Map<string, number>();
  for (const tensor of [...nodes.flatMap(({ input }) => input), ...results])
    uses.set(tensor, (uses.get(tensor) ?? 0) + 1);
  const makerOf: Graph['makerOf'] = (tensor) => makers.get(tensor);
  return { makerOf, onlyFor: (tensor) => (uses.get(tensor) === 1 ? makerOf(tensor) : undefined) };
}

/** x · clip(x + 3, 0, 6) / 6 → x · hardSigmoid(x). */
const hardSwish: Pattern = (div, graph) => {
  const [product, six] = div.input;
  if (!isNode(div, 'Div') || numberOf(six, graph) !== 6) return undefined;
  const mul = graph.onlyFor(product!);
  if (!isNode(mul, 'Mul')) return undefined;
  for (const [x, clipped] of bothWays(mul)) {
    const clip = graph.onlyFor(clipped);
    if (!isNode(clip, 'Clip') || !isWithin(0, 6, clip, graph)) continue;
    const add = graph.onlyFor(clip.input[0]!);
    const sum = isNode(add, 'Add') ? withNumber(add, graph) : undefined;
    if (sum?.tensor !== x || sum.number !== 3) continue;
    const hardSigmoid = newNode('HardSigmoid', [x], [clipped], { alpha: 1 / 6, beta: 0.5 });
    return { old: [add!, clip, mul, div], steps: [hardSigmoid, newNode('Mul', [x, clipped], div.output)] };
  }
  return undefined;
};

/** x · a + b → a batch normalisation that does the same to every channel. */
const scaleAndShift: Pattern = (add, graph) => {
  const shifted = isNode(add, 'Add') ? withNumber(add, graph) : undefined;
  const mul = shifted && graph.onlyFor(shifted.tensor);
  const scaled = isNode(mul, 'Mul') ? withNumber(mul, graph) : undefined;
  const channels = scaled && channelsOf(scaled.tensor, graph);
  if (!channels) return undefined;
  const [output] = add.output;
  const parameters = { scale: scaled.number, shift: shifted!.number, mean: 0, variance: 1 };
  const constants = Object.entries(parameters).map(([name, value]) =>
    constantNode(`${output}/${name}`, new Float32Array(channels).fill(value)),
  );
  const input = [scaled.tensor, ...constants.flatMap((node) => node.output)];
  return { old: [mul!, add], steps: [...constants, newNode('BatchNormalization', input, add.output, { epsilon: 0 })] };
};

const bothWays = ({ input: [a, b] }: OnnxNode): [string, string][] => [
  [a!, b!],
  [b!, a!],
];

function numberOf(tensor: string | undefined, graph: Graph): number | undefined {
  const maker = tensor && graph.makerOf(tensor);
  return maker ? scalarOf(maker) : undefined;
}

/** The operands of a step of which one is a constant number. */
function withNumber(node: OnnxNode, graph: Graph): { tensor: string; number: number } | undefined {
  for (const [tensor, other] of bothWays(node)) {
    const number = numberOf(other, graph);
    if (number !== undefined) return { tensor, number };
  }
  return undefined;
}

/** The limits of a Clip are attributes in older operator sets, inputs since 11. */
function isWithin(least: number, greatest: number, clip: OnnxNode, graph: Graph): boolean {
  const [, min, max] = clip.input;
  return (
    (numberOf(min, graph) ?? numberAttribute(clip, 'min')) === least &&
    (numberOf(max, graph) ?? numberAttribute(clip, 'max')) === greatest
  );
}

const KEEP_CHANNELS = ['Mul', 'Add', 'HardSigmoid'];

/** Known after a convolution, and after what changes its values one by one. */
function channelsOf(tensor: string, graph: Graph): number | undefined {
  const maker = graph.makerOf(tensor);
  if (isNode(maker, 'Conv')) {
    const weights = graph.makerOf(maker.input[1]!);
    return weights && sizesOf(weights)?.[0];
  }
  if (!KEEP_CHANNELS.some((opType) => isNode(maker, opType))) return undefined;
  const operands = maker!.input.filter((input) => numberOf(input, graph) === undefined);
  const [channels, ...others] = operands.map((operand) => channelsOf(operand, graph));
  return others.every((other) => other === channels) ? channels : undefined;
}
