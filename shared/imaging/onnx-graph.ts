import { Reader, Root } from 'protobufjs/light.js';

export type OnnxModel = { graph: OnnxGraph };
export type OnnxGraph = { node: OnnxNode[]; output: { name: string }[] };
/** One step. Tensors go by their names. Nodes stand after those whose outputs they take. */
export type OnnxNode = { opType: string; domain?: string; input: string[]; output: string[]; attribute: Attribute[] };
type Attribute = { name: string; type: number; f?: number; t?: Tensor };
type Tensor = { dims: Integer[]; dataType: number; floatData?: number[]; rawData?: Uint8Array };
type Integer = number | { toNumber(): number }; // 64 bits as they are decoded

const single = (id: number, type: string) => ({ id, type });
const repeated = (id: number, type: string) => ({ id, type, rule: 'repeated' as const });
/** In this edition a zero is written too: as an attribute it is not the same as nothing. */
const message = (fields: Record<string, { id: number; type: string }>) => ({ edition: 'proto2', fields });

// Of onnx.proto what the fusing looks at. All else stays in its message, undecoded, and is written back.
const MODEL = Root.fromJSON({
  nested: {
    Model: message({ graph: single(7, 'Graph') }),
    Graph: message({ node: repeated(1, 'Node'), output: repeated(12, 'Value') }),
    Value: message({ name: single(1, 'string') }),
    Node: message({
      input: repeated(1, 'string'),
      output: repeated(2, 'string'),
      opType: single(4, 'string'),
      attribute: repeated(5, 'Attribute'),
      domain: single(7, 'string'),
    }),
    Attribute: message({
      name: single(1, 'string'),
      f: single(2, 'float'),
      t: single(5, 'Tensor'),
      type: single(20, 'int32'),
    }),
    Tensor: message({
      dims: repeated(1, 'int64'),
      dataType: single(2, 'int32'),
      floatData: repeated(4, 'float'),
      rawData: single(9, 'bytes'),
    }),
  },
}).lookupType('Model');

/** @throws Error when the bytes are no ONNX model */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  const reader = Reader.create(bytes);
  reader.discardUnknown = false;
  try {
    const model = MODEL.decode(reader) as Partial<OnnxModel>;
    if (model.graph) return model as OnnxModel;
  } catch (cause) {
    throw new Error('not an ONNX model: its messages cannot be decoded', { cause });
  }
  throw new Error('not an ONNX model: it has no graph');
}

export const encodeModel = (model: OnnxModel): Uint8Array => MODEL.encode(model).finish();

// Of AttributeProto.AttributeType and TensorProto.DataType.
const TYPE = { float: 1, tensor: 4, graph: 5, graphs: 10 };
const FLOAT_VALUES = 1;

/** Of ONNX's own operators, not one of another set with the same name. */
export const isNode = (node: OnnxNode | undefined, opType: string): node is OnnxNode =>
  node?.opType === opType && !node.domain;

/** A loop, a condition: its inner steps may take any tensor of the graph outside. */
export const holdsGraph = ({ attribute }: OnnxNode): boolean =>
  attribute.some(({ type }) => type === TYPE.graph || type === TYPE.graphs);

export function newNode(
  opType: string,
  input: string[],
  output: string[],
  numbers: Readonly<Record<string, number>> = {},
): OnnxNode {
  const attribute = Object.entries(numbers).map(([name, f]) => ({ name, type: TYPE.float, f }));
  return { opType, input, output, attribute };
}

/** A list as a constant. */
export function constantNode(name: string, values: Float32Array): OnnxNode {
  const t = { dims: [values.length], dataType: FLOAT_VALUES, rawData: new Uint8Array(values.buffer) };
  return { ...newNode('Constant', [], [name]), attribute: [{ name: 'value', type: TYPE.tensor, t }] };
}

export const numberAttribute = (node: OnnxNode, name: string): number | undefined => attributeOf(node, name)?.f;

/** The value of a constant that is a single number, in no more than one dimension. */
export function scalarOf(node: OnnxNode): number | undefined {
  const tensor = tensorOf(node);
  if (tensor?.dataType !== FLOAT_VALUES || tensor.dims.length > 1) return undefined;
  const { rawData, floatData } = tensor;
  if (rawData?.length === 4) return new DataView(rawData.buffer, rawData.byteOffset).getFloat32(0, true);
  return floatData?.length === 1 ? floatData[0] : undefined;
}

export function sizesOf(node: OnnxNode): number[] | undefined {
  return tensorOf(node)?.dims.map((size) => (typeof size === 'number' ? size : size.toNumber()));
}

const tensorOf = (node: OnnxNode): Tensor | undefined =>
  isNode(node, 'Constant') ? attributeOf(node, 'value')?.t : undefined;

const attributeOf = ({ attribute }: OnnxNode, name: string): Attribute | undefined =>
  attribute.find((candidate) => candidate.name === name);
