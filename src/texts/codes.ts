// The codes that stand around an error text: of HTTP in what curl prints, of gRPC in Swift's error body
// and in what Go and Python clients print.
import { GrpcCode } from '../knowledge/grpc-text.js';

export interface Codes {
  readonly httpStatus?: number;
  readonly grpcCode?: number;
}

/** An error of Swift: `"code":8,"message":"…`. A Kubernetes Status has its code behind its message. */
const SWIFT = /"code": ?(\d{1,2}), ?"message": ?"[^"]*$/;
/** How clients write the code of an answer: Go and Python, grpcurl, .NET, Rust, Java, Ruby and Node. */
const CLIENT =
  /\b(?:code = |[Cc]ode: |StatusCode\.|StatusCode=\\{0,3}"?|\w{0,40}Exception: |GRPC::|\d{1,2}[ -])([A-Z]\w{1,20})\b/g;
/** The same as a number. */
const NUMBERED = /\b(?:code = |gRPC Error \(|grpc_status"?: ?)(\d{1,2})\b/g;
const HTTP = /\bHTTP\/\d(?:\.\d)? (\d{3})\b/g;

/** How far before a text its codes can stand. */
const REACH = 2000;

/** The codes that belong to what stands in `text` between two offsets. */
export function codesAt(text: string, from: number, to: number): Codes {
  const before = text.slice(Math.max(0, from - REACH), from);
  const httpStatus = [...before.matchAll(HTTP)].at(-1)?.[1];
  const grpcCode = grpcCodeOf(before, text.slice(from, to));
  return {
    ...(httpStatus !== undefined && { httpStatus: Number(httpStatus) }),
    ...(grpcCode !== undefined && { grpcCode }),
  };
}

function grpcCodeOf(before: string, matched: string): number | undefined {
  const swift = SWIFT.exec(before)?.[1] ?? /"code": ?(\d{1,2}), ?"message":/.exec(matched)?.[1];
  if (swift !== undefined) return Number(swift);
  const entry = `${before.slice(before.lastIndexOf('\n') + 1)}${matched}`;
  const named = [...entry.matchAll(CLIENT)].map((match) => codeNamed(match[1] ?? ''));
  const [numbered] = [...entry.matchAll(NUMBERED)].map((match) => Number(match[1]));
  return named.findLast(isNumber) ?? numbered;
}

function codeNamed(name: string): number | undefined {
  // Go writes Canceled, the others CANCELLED.
  const plain = name
    .replace(/_/g, '')
    .toUpperCase()
    .replace(/^CANCELED$/, 'CANCELLED');
  return Object.entries(GrpcCode).find(([known]) => known.replace(/_/g, '') === plain)?.[1];
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined;
}

/** Whose error body a text holds, where it holds one at all. */
export function bodyOf(text: string): 'swift' | 'kubernetes' | null {
  if (/"kind": ?"Status"/.test(text)) return 'kubernetes';
  return /"code": ?\d{1,2}, ?"message": ?"/.test(text) ? 'swift' : null;
}
