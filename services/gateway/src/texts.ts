/** The gateway's own refusals: before it calls a service, or if it cannot reach one. */
import { broken, type Fault, type Rejection } from '@naru/words/rejection';
import { counted, oneOf, type Rest, type Said } from '@naru/words/text';
import { absent, conflict, exhausted, invalid, refusing, rule, texts, timeout, unavailable } from '@naru/words/texts';

const whole = (least: number, most: number) => ({
  example: { least, most },
  ko: ({ least, most }: { least: number; most: number }) =>
    `${counted(least)}부터 ${counted(most)}까지의 정수여야 합니다`,
  en: ({ least, most }: { least: number; most: number }) =>
    `must be a whole number from ${counted(least)} to ${counted(most)}`,
});
const SAFE_MAX = Number.MAX_SAFE_INTEGER;
const names = (list: readonly string[], none: string) => (list.length === 0 ? none : list.join(', '));

export const GATEWAY = texts('', {
  'path.unknown': absent({
    ko: '이 경로에는 아무것도 없습니다. 쓸 수 있는 경로는 /openapi.json에 있습니다',
    en: 'there is nothing at this path; /openapi.json lists all paths',
  }),
  'path.malformed': invalid({
    ko: '경로의 퍼센트 인코딩이 잘못되었습니다. % 자체는 %25로 적고, 다른 글자는 UTF-8로 인코딩하십시오',
    en: 'the percent-encoding of the path is wrong; write % itself as %25, and encode other characters in UTF-8',
  }),
  'query.malformed': invalid({
    ko: '쿼리의 퍼센트 인코딩이 잘못되었습니다. % 자체는 %25로 적고, 다른 글자는 UTF-8로 인코딩하십시오',
    en: 'the percent-encoding of the query is wrong; write % itself as %25, and encode other characters in UTF-8',
  }),
  'method.not_allowed': rule({
    example: { allowed: ['GET', 'HEAD', 'PATCH'] },
    ko: ({ allowed }) => `이 경로에서 쓸 수 있는 메서드가 아닙니다. 쓸 수 있는 메서드: ${allowed.join(', ')}`,
    en: ({ allowed }) => `this path does not take this method; it takes ${allowed.join(', ')}`,
  }),
  'service.unknown': absent({
    field: 'service',
    example: { services: ['registry', 'program'] },
    ko: ({ services }) => oneOf(services).ko,
    en: ({ services }) => oneOf(services).en,
  }),
  'rate.exceeded': exhausted({
    example: { perMinute: 60_000, byUser: true as boolean },
    ko: ({ perMinute, byUser }) =>
      `이 ${byUser ? '사용자가' : '네트워크 주소에서'} 1분에 ${counted(perMinute)}번 넘게 요청했습니다. Retry-After 헤더에 적힌 초만큼 기다린 뒤 다시 시도하십시오`,
    en: ({ perMinute, byUser }) =>
      `this ${byUser ? 'user' : 'network address'} made more than ${counted(perMinute)} calls in a minute; wait as many seconds as the header Retry-After says, then try again`,
  }),

  'headers.too_large': invalid({
    example: { bytesMax: 16_384 },
    ko: ({ bytesMax }) =>
      `주소와 헤더가 너무 깁니다. 합하여 ${counted(bytesMax)}바이트까지 보낼 수 있습니다. 쿼리와 헤더를 줄이십시오`,
    en: ({ bytesMax }) =>
      `the address and the headers are too long; together they can have ${counted(bytesMax)} bytes, so shorten the query or the headers`,
  }),
  'headers.timeout': rule({
    ko: '헤더가 정해진 시간 안에 다 도착하지 않았습니다. 다시 보내십시오',
    en: 'the headers did not arrive in time; send the request again',
  }),
  'request.unreadable': invalid({
    ko: 'HTTP/1.1 요청이 아닙니다. 요청 줄과 헤더의 형식을 고치십시오',
    en: 'this is not a request of HTTP/1.1; correct the form of the request line and the headers',
  }),

  'body.not_utf8': invalid({
    ko: '본문이 UTF-8이 아닙니다. 본문을 UTF-8로 보내십시오',
    en: 'the body is not UTF-8; send it in UTF-8',
  }),
  'body.not_json': invalid({
    example: { line: 3, column: 14 },
    ko: ({ line, column }) => `본문이 ${line}번째 줄 ${column}번째 글자에서 JSON 형식에 어긋납니다. 그곳을 고치십시오`,
    en: ({ line, column }) => `the body is not JSON: it breaks at line ${line}, column ${column}; correct it there`,
  }),
  'body.too_deep': invalid({
    example: { depthMax: 32 },
    ko: ({ depthMax }) => `본문의 배열과 객체가 너무 깊이 겹쳐 있습니다. ${depthMax}단계까지 쓸 수 있습니다`,
    en: ({ depthMax }) => `the body has too many levels of lists and objects; it can have at most ${depthMax}`,
  }),
  'body.too_large': invalid({
    example: { bytesMax: 1_048_576 },
    ko: ({ bytesMax }) => `본문이 너무 큽니다. 이 요청에서는 ${counted(bytesMax)}바이트까지 보낼 수 있습니다`,
    en: ({ bytesMax }) => `the body is too large; this call takes at most ${counted(bytesMax)} bytes`,
  }),
  'body.unsupported_type': invalid({
    field: 'content-type',
    ko: '본문은 UTF-8로 된 application/json이어야 합니다',
    en: 'the body must be application/json in UTF-8',
  }),
  'body.compressed': invalid({
    field: 'content-encoding',
    ko: '압축한 본문은 받지 않습니다. 압축하지 않은 본문을 이 헤더 없이 보내십시오',
    en: 'the body must not be compressed; send it as it is, without this header',
  }),
  'body.timeout': rule({
    ko: '본문이 정해진 시간 안에 다 도착하지 않았습니다. 다시 보내십시오',
    en: 'the body did not arrive in time; send it again',
  }),

  'etag.other': conflict({
    field: 'if-match',
    ko: '현재 버전이 이 헤더에 적힌 버전과 다릅니다. 이 헤더 없이 다시 읽으십시오',
    en: 'the present version is not the one in this header; read again without the header',
  }),
  'if_match.unversioned': invalid({
    ko: '버전이 있는 항목을 바꾸는 요청이 아닙니다. 이 헤더를 빼고 보내십시오',
    en: 'this call changes nothing that has a version; leave this header out',
  }),
  'if_match.differs': invalid({
    ko: '요청에 적은 etag와 다른 버전입니다. 이 헤더와 etag 가운데 하나만 보내십시오',
    en: 'names a different version from etag in the request; send either this header or etag',
  }),
  'if_match.single': invalid({
    ko: '파일을 올릴 때에는 이 헤더에 버전을 하나만 적을 수 있습니다. 하나만 적으십시오',
    en: 'can have only one version in an upload; send one version in this header',
  }),
  'if_none_match.of_change': invalid({
    ko: '조회 요청에만 쓸 수 있습니다. 이 헤더를 빼고 보내십시오',
    en: 'is only for reads; leave this header out',
  }),
  'header.tags': invalid({
    example: { tagsMax: 20 },
    ko: ({ tagsMax }) => `*이거나, 따옴표로 묶은 ETag ${tagsMax}개 이하여야 합니다. 예: "7"`,
    en: ({ tagsMax }) => `must be *, or up to ${tagsMax} entity tags in quotes, such as "7"`,
  }),
  'header.milliseconds': invalid({
    ko: '밀리초를 나타내는 1부터 999,999,999까지의 정수여야 합니다. 예: 5000',
    en: 'must be a whole number of milliseconds from 1 to 999,999,999, such as 5000',
  }),

  path: invalid({
    ko: '경로에 있는 값과 같아야 합니다. 같게 고치거나 빼십시오',
    en: 'must be the same as in the path, or left out',
  }),
  idempotency_key: invalid({
    ko: 'Idempotency-Key 헤더와 다릅니다. 둘 가운데 하나만 보내십시오',
    en: 'differs from the header Idempotency-Key; send one of the two',
  }),
  unknown_parameter: invalid({
    example: { parameters: ['pageSize', 'pageToken'] },
    ko: ({ parameters }) => `이 요청에 없는 매개변수입니다. 쓸 수 있는 매개변수: ${names(parameters, '없음')}`,
    en: ({ parameters }) => `is not a parameter of this call; valid parameters: ${names(parameters, 'none')}`,
  }),
  duplicate_parameter: invalid({
    example: { inParts: false as boolean },
    ko: ({ inParts }) =>
      inParts
        ? '전체와 그 일부가 따로 적혀 있습니다. 둘 가운데 한 가지로만 적으십시오'
        : '두 번 이상 적혀 있습니다. 한 번만 적으십시오',
    en: ({ inParts }) =>
      inParts
        ? 'is given both as a whole and in parts; give it in one of the two ways'
        : 'is given more than once; give it once',
  }),
  duplicate: invalid({
    example: { name: 'small_natural' },
    ko: ({ name }) => `${name} 이름으로 한 번 더 적혀 있습니다. 둘 가운데 하나만 보내십시오`,
    en: ({ name }) => `is given twice, also as ${name}; send one of the two`,
  }),
  duplicate_key: invalid({
    ko: '이 항목이 두 번 이상 적혀 있습니다. 한 번만 적으십시오',
    en: 'is given more than once in one object; give it once',
  }),
  unknown_field: invalid({
    example: { fields: ['name', 'profile'] },
    ko: ({ fields }) => `여기에 없는 항목입니다. 쓸 수 있는 항목: ${names(fields, '없음')}`,
    en: ({ fields }) => `is not a field here; valid fields: ${names(fields, 'none')}`,
  }),
  oneof: invalid({
    example: { other: 'ventureId' },
    ko: ({ other }) => `${other} 항목과 함께 적을 수 없습니다. 둘 가운데 하나만 보내십시오`,
    en: ({ other }) => `cannot be sent together with ${other}; send one of the two`,
  }),
  object: invalid({
    ko: 'JSON 객체여야 합니다. 예: {"name": "…"}',
    en: 'must be a JSON object, such as {"name": "…"}',
  }),
  list: invalid({ ko: 'JSON 배열이어야 합니다. 예: ["…"]', en: 'must be a JSON array, such as ["…"]' }),
  string: invalid({ ko: '따옴표로 묶은 문자열이어야 합니다', en: 'must be a string in quotes' }),
  unicode: invalid({
    example: { whole: false as boolean },
    ko: ({ whole }) =>
      whole
        ? '유니코드 NFC로 정규화한 글이어야 합니다. 정규화하여 보내십시오'
        : '반쪽만 남은 글자(짝이 없는 유니코드 서로게이트)가 있습니다. 지우거나 온전한 글자로 고치십시오',
    en: ({ whole }) =>
      whole
        ? 'must be text in Unicode NFC; normalize it to NFC'
        : 'contains half of a character (an unpaired Unicode surrogate); delete it, or write the whole character',
  }),
  key: invalid({
    ko: '비어 있는 키, __proto__, $로 시작하는 키, 점이나 널 문자가 든 키는 쓸 수 없습니다. 키의 이름을 바꾸십시오',
    en: 'this key cannot be used: a key must not be empty or __proto__, begin with $, or contain a dot or a null character; rename it',
  }),
  bool: invalid({
    ko: 'true나 false여야 합니다. JSON에서는 따옴표 없이 적으십시오',
    en: 'must be true or false, in JSON without quotes',
  }),
  base64: invalid({
    ko: 'base64로 적은 문자열이어야 합니다. 예: 64KY',
    en: 'must be text in base64, such as 64KY',
  }),
  int32: invalid(whole(-2_147_483_648, 2_147_483_647)),
  uint32: invalid(whole(0, 4_294_967_295)),
  int64: invalid(whole(-SAFE_MAX, SAFE_MAX)),
  uint64: invalid(whole(0, SAFE_MAX)),
  float: invalid({
    ko: '-3.4e38부터 3.4e38까지의 수여야 합니다. 예: 0.25',
    en: 'must be a number from -3.4e38 to 3.4e38, such as 0.25',
  }),
  double: invalid({ ko: '유한한 수여야 합니다. 예: 0.25', en: 'must be a finite number, such as 0.25' }),
  enum: invalid({
    example: { values: ['DRAFT', 'PUBLISHED'], labels: ['초안', '공개됨'] },
    ko: ({ values, labels }) => oneOf(values, labels).ko,
    en: ({ values }) => oneOf(values).en,
  }),
  timestamp: invalid({
    ko: '실제로 있는 시각을 RFC 3339 형식으로 적어야 합니다. 예: 2026-01-31T09:00:00+09:00',
    en: 'must be a time that exists, in the form of RFC 3339, such as 2026-01-31T09:00:00+09:00',
  }),
  duration: invalid({
    ko: '315,576,000,000초보다 짧은 시간이어야 합니다. 초를 나타내는 수(소수점 아래 9자리까지) 뒤에 s를 붙이십시오. 예: 1.5s',
    en: 'must be less than 315,576,000,000 seconds, written as a number with at most 9 decimal places followed by s, such as 1.5s',
  }),
  field_mask: invalid({
    ko: '항목 이름을 lowerCamelCase로 적고 쉼표로 이어야 합니다. 예: name,profile.sectors',
    en: 'must be field names in lowerCamelCase joined by commas, such as name,profile.sectors',
  }),
  date: invalid({
    ko: '실제로 있는 날이어야 합니다. 예: 2015-05-11',
    en: 'must be a day that exists, such as 2015-05-11',
  }),

  // The messages of grpc-js name internal addresses and protocols. These texts say what a caller can do.
  unavailable: unavailable({
    ko: '이 경로를 맡은 서비스에 지금 연결할 수 없습니다. 잠시 뒤 다시 시도하십시오',
    en: 'the service behind this path cannot be reached now; try again in a moment',
  }),
  timeout: timeout({
    ko: '이 경로를 맡은 서비스가 정해진 시간 안에 답하지 않았습니다. 변경 요청이었다면 이미 반영되었는지 확인한 뒤 다시 시도하십시오',
    en: 'the service behind this path did not answer in time; if you asked for a change, see whether it was made, then try again',
  }),
  exhausted: exhausted({
    ko: '응답이 너무 커서 전달할 수 없습니다. pageSize를 줄이는 등의 방법으로 한 번에 요청하는 양을 줄이십시오',
    en: 'the reply is too large to be passed on; ask for less in one call, for example with a smaller pageSize',
  }),
  'gateway.closing': unavailable({
    ko: '게이트웨이를 종료하는 중입니다. 잠시 뒤 다시 시도하십시오',
    en: 'the gateway is stopping; try again in a moment',
  }),
});

export const { refuse, fault } = refusing(GATEWAY);

/** The possible faults of one field, or of one header. */
export type FaultKey = Parameters<typeof fault>[1];
/** The parameters of its text. */
export type FaultParams<K extends FaultKey> = Rest<(typeof GATEWAY.of)[K]>;

/** Faults of headers and of the rest of a request. Where the headers alone are wrong, the refusal has a code of its own. */
export const refusedFor = (headers: readonly Fault[], others: readonly Fault[], left = 0): Rejection =>
  broken([...headers, ...others], others.length === 0 ? { left, code: 'header.invalid' } : { left });

/** A header is wrong. */
export const unfit = <K extends FaultKey>(header: string, key: K, ...params: FaultParams<K>): Rejection =>
  refusedFor([fault(header, key, ...params)], []);

/** Refusals for which HTTP has its own status, whatever their kind. */
export const HTTP_STATUS: Readonly<Record<string, number>> = {
  'method.not_allowed': 405,
  'body.timeout': 408,
  'headers.timeout': 408,
  'etag.other': 412,
  'body.too_large': 413,
  'body.unsupported_type': 415,
  'body.compressed': 415,
  'headers.too_large': 431,
};

/** The titles of problems, by their status. */
export const TITLES: Readonly<Record<number, Said>> = {
  400: { ko: '잘못된 요청', en: 'Bad Request' },
  401: { ko: '인증 필요', en: 'Unauthorized' },
  403: { ko: '권한 없음', en: 'Forbidden' },
  404: { ko: '찾을 수 없음', en: 'Not Found' },
  405: { ko: '허용되지 않는 메서드', en: 'Method Not Allowed' },
  408: { ko: '요청 시간 초과', en: 'Request Timeout' },
  409: { ko: '충돌', en: 'Conflict' },
  410: { ko: '더는 없음', en: 'Gone' },
  412: { ko: '버전 불일치', en: 'Precondition Failed' },
  413: { ko: '너무 큰 본문', en: 'Payload Too Large' },
  415: { ko: '지원하지 않는 형식', en: 'Unsupported Media Type' },
  422: { ko: '규칙에 맞지 않음', en: 'Unprocessable Entity' },
  429: { ko: '요청이 너무 많음', en: 'Too Many Requests' },
  431: { ko: '너무 긴 헤더', en: 'Request Header Fields Too Large' },
  500: { ko: '내부 오류', en: 'Internal Server Error' },
  503: { ko: '서비스 이용 불가', en: 'Service Unavailable' },
  504: { ko: '응답 시간 초과', en: 'Gateway Timeout' },
};
