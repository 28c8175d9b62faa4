/** Refusals of the kit itself, the same in every service. */
import { printDate } from '@naru/korean/date';
import { grouped } from '@naru/korean/number';
import { josa } from '@naru/korean/particle';
import { nameOf } from '@naru/words/nouns';
import { oneOf, text } from '@naru/words/text';
import {
  anonymous,
  bug,
  conflict,
  exhausted,
  exists,
  forbidden,
  invalid,
  refusing,
  rule,
  texts,
  unavailable,
} from '@naru/words/texts';

const FEW = 3;
const few = (items: readonly string[]) => items.slice(0, FEW).join(',');
const counted = (count: number) => grouped(BigInt(count));
const thing = { noun: 'thing', id: 'thing_01' };

export const KIT = texts('', {
  'access.role': forbidden({
    ko: '가지고 있는 역할로는 이 요청을 할 수 없습니다. 필요하면 관리자에게 역할을 요청하십시오',
    en: 'your roles do not allow this call; ask your administrator for a role that does',
  }),
  'access.scope': forbidden({
    example: { noun: 'thing' },
    ko: ({ noun }) => `이 ${nameOf(noun).ko}의 내용을 바꿀 권한이 없습니다. 필요하면 관리자에게 권한을 요청하십시오`,
    en: ({ noun }) =>
      `your grants do not let you change this ${nameOf(noun).en}; ask your administrator for a grant that does`,
  }),
  'token.missing': anonymous({
    field: 'authorization',
    ko: '베어러 토큰이 없습니다. 토큰을 함께 보내십시오',
    en: 'there is no bearer token; send one',
  }),
  'token.expired': anonymous({
    field: 'authorization',
    ko: '토큰이 만료되었습니다. 새 토큰을 받으십시오',
    en: 'the token has expired; get a new one',
  }),
  'token.invalid': anonymous({
    field: 'authorization',
    ko: '이 서비스에 쓰도록 우리 발급자가 발급한 토큰이 아닙니다. 새 토큰을 받으십시오',
    en: 'the token was not issued by our issuer for this audience; get a new one',
  }),
  'token.no_grants': anonymous({
    field: 'authorization',
    ko: '토큰에 권한 목록(grants)이 없습니다. 권한 목록이 있는 토큰을 받으십시오',
    en: 'the token has no list of grants; get one that has',
  }),
  'token.malformed': anonymous({
    field: 'authorization',
    ko: '토큰에 적힌 사용자나 권한의 대상이 정해진 형식이 아닙니다. 새 토큰을 받으십시오',
    en: 'the subject of the token, or the target of one of its grants, is not in the required form; get a new token',
  }),
  'issuer.unavailable': unavailable({
    ko: '토큰 발급자의 키를 읽을 수 없습니다. 잠시 뒤 다시 시도하십시오',
    en: 'the keys of the token issuer cannot be read; try again',
  }),
  'database.unavailable': unavailable({
    ko: '데이터베이스가 응답하지 않습니다. 다시 시도하십시오',
    en: 'the database does not answer; try again',
  }),
  'change.busy': conflict({
    example: thing,
    ko: ({ noun, id }) => `${nameOf(noun).ko} ${id}: 동시에 여러 곳에서 바꾸고 있습니다. 다시 시도하십시오`,
    en: ({ noun, id }) => `${nameOf(noun).en} ${id} is being changed by many at once; try again`,
  }),
  'mirror.busy': conflict({
    ko: '이 기록을 여러 곳에서 동시에 바꾸고 있습니다. 다시 시도하십시오',
    en: 'the record is being changed by many at once; try again',
  }),
  'etag.stale': conflict({
    field: 'etag',
    example: { ...thing, version: 3 as number | undefined },
    ko: ({ noun, id, version }) =>
      `${nameOf(noun).ko} ${id}: 읽은 뒤에 바뀌었습니다(지금 버전: ${version ?? '없음'}). 다시 읽은 뒤에 바꾸십시오`,
    en: ({ noun, id, version }) =>
      `${nameOf(noun).en} ${id} has changed since you read it (version now: ${version ?? 'none'}); read it again before you change it`,
  }),
  'event.too_large': invalid({
    example: { noun: 'thing', bytes: 900_000, bytesMax: 512_000 },
    ko: ({ noun, bytes, bytesMax }) =>
      `${nameOf(noun).ko}: 글과 목록의 크기가 모두 ${counted(bytes)}바이트입니다. 변경 알림에는 ${counted(bytesMax)}바이트까지 담을 수 있으니 줄이십시오`,
    en: ({ noun, bytes, bytesMax }) =>
      `${nameOf(noun).en}: its texts and lists take ${counted(bytes)} bytes; the notice of a change can carry at most ${counted(bytesMax)}, so shorten them`,
  }),
  'outbox.full': exhausted({
    example: thing,
    ko: ({ noun, id }) =>
      `${nameOf(noun).ko} ${id}: 아직 내보내지 못한 이벤트가 너무 많습니다. 이벤트 버스가 복구된 뒤 다시 시도하십시오`,
    en: ({ noun, id }) =>
      `${nameOf(noun).en} ${id} has too many events that are not published yet; try again when the event bus works again`,
  }),
  'schema.newer': unavailable({
    example: thing,
    ko: ({ noun, id }) =>
      `${nameOf(noun).ko} ${id}: 이 서비스의 더 새로운 버전이 저장했습니다. 모든 복제본이 그 버전으로 바뀐 뒤 다시 시도하십시오`,
    en: ({ noun, id }) =>
      `${nameOf(noun).en} ${id} was written by a newer version of this service; try again when all replicas run it`,
  }),
  'request.id_reused': exists({
    field: 'requestId',
    ko: '이미 다른 요청에 쓴 값입니다. 새 값을 쓰십시오',
    en: 'this id was used for another request already; use a new one',
  }),
  internal: bug({
    example: { trace: '0af7651916cd43dd8448eb211c80319c' as string | undefined },
    ko: ({ trace }) =>
      `내부 오류가 발생했습니다. ${trace ? `추적 번호 ${josa(trace, '을/를')} ` : ''}운영자에게 알리십시오`,
    en: ({ trace }) => `internal error; tell the operator of this service${trace ? ` the trace ${trace}` : ''}`,
  }),
  'refusal.undeclared': bug({
    example: {
      method: '/naru.example.v1.Example/MakeThing',
      code: 'thing.odd',
      file: 'proto/naru/example/v1/service.proto',
    },
    ko: ({ method, code, file }) =>
      `${method}: 선언하지 않은 코드로 거절했습니다(${code}). ${file}의 그 메서드에 다음을 적으십시오: option (naru.api.v1.refuses) = "${code}";`,
    en: ({ method, code, file }) =>
      `${method} answers ${code}, which it does not declare; write \`option (naru.api.v1.refuses) = "${code}";\` in this method in ${file}`,
  }),
  'request.undecodable': invalid({
    example: { message: 'naru.example.v1.MakeThingRequest' },
    ko: ({ message }) =>
      `보낸 내용을 ${message} 메시지로 읽을 수 없습니다. 이 메시지의 protobuf 형식으로 인코딩하여 보내십시오`,
    en: ({ message }) =>
      `the content cannot be read as the message ${message}; send it in the protobuf encoding of that message`,
  }),
  'stream.limit': exhausted({
    example: { openMax: 10 },
    ko: ({ openMax }) => `열어 둔 스트림이 이미 한도인 ${openMax}개입니다. 하나를 닫은 뒤 다시 여십시오`,
    en: ({ openMax }) =>
      `you have ${openMax} open streams, and you can have no more at a time; close one, then try again`,
  }),
  'operation.limit': exhausted({
    example: { openMax: 3 },
    ko: ({ openMax }) =>
      `끝나지 않은 작업이 이미 한도인 ${openMax}개입니다. 하나가 끝나기를 기다리거나 하나를 취소하십시오`,
    en: ({ openMax }) =>
      `you have ${openMax} operations that have not ended, and you can have no more at a time; wait until one ends, or cancel one`,
  }),
  'operation.superseded': conflict({
    example: { operation: 'op_01' },
    ko: ({ operation }) => `작업 ${operation}: 다른 복제본이 이어받았으므로 여기서는 아무것도 바꿀 수 없습니다`,
    en: ({ operation }) =>
      `another replica has taken over the operation ${operation}; this one can no longer change it`,
  }),
  'parked_event.no_handler': rule({
    example: { type: 'naru.example.thing.made.v1' },
    ko: ({ type }) =>
      `이 이벤트를 다시 처리할 수 없습니다. 이 구독에서 처리하지 않는 이벤트 유형입니다: ${type || '유형 없음'}`,
    en: ({ type }) =>
      `the event cannot be replayed: this subscription does not handle its type, ${type || 'which is missing'}`,
  }),
  'parked_event.refused': rule({
    example: { code: 'thing.closed', reason: { ko: '이미 닫혔습니다', en: 'the thing is closed' } },
    ko: ({ code, reason }) => `이 이벤트를 다시 처리했으나 또 거절되었습니다(${code}): ${reason.ko}`,
    en: ({ code, reason }) => `the event was handled again and refused again (${code}): ${reason.en}`,
  }),
  'event.header_unreadable': invalid({
    example: { names: ['ce-actor'] },
    ko: ({ names }) =>
      `${names.join(', ')}: 읽을 수 없습니다. 속성은 CloudEvents의 NATS 규약대로 퍼센트 인코딩해야 합니다`,
    en: ({ names }) =>
      `${names.join(', ')}: cannot be read; percent-encode the attributes as the NATS binding of CloudEvents says`,
  }),

  'order_by.unknown': invalid({
    example: { values: ['create_time', 'create_time desc'] },
    ko: ({ values }) => oneOf(values).ko,
    en: ({ values }) => oneOf(values).en,
  }),
  'page_token.unknown': invalid({
    ko: '앞 페이지의 nextPageToken이어야 하고, 조건과 정렬 순서도 같아야 합니다',
    en: 'must be the nextPageToken of the previous page, with the same filter and order',
  }),
  'update_mask.missing': invalid({
    example: { updatable: ['name', 'details.length', 'colours'] },
    ko: ({ updatable }) => `무엇을 바꿀지 적어야 합니다. 예: ${few(updatable)}`,
    en: ({ updatable }) => `must name what to change, for example ${few(updatable)}`,
  }),
  'update_mask.unknown': invalid({
    example: { path: 'weight', noun: 'thing', updatable: ['name', 'colours'] },
    ko: ({ path, noun, updatable }) =>
      `${path}: ${nameOf(noun).ko}에 없는 항목입니다. 바꿀 수 있는 항목: ${updatable.join(', ')}`,
    en: ({ path, noun, updatable }) =>
      `${path} is not a field of the ${nameOf(noun).en}; only these can be changed: ${updatable.join(', ')}`,
  }),
  'update_mask.output_only': invalid({
    example: { path: 'id', updatable: ['name', 'colours'] },
    ko: ({ path, updatable }) => `${path}: 바꿀 수 없는 항목입니다. 바꿀 수 있는 항목: ${updatable.join(', ')}`,
    en: ({ path, updatable }) => `${path} cannot be changed; only these can: ${updatable.join(', ')}`,
  }),
  'update_mask.whole': invalid({
    example: { path: 'name.ko' },
    ko: ({ path }) =>
      `${path}: 따로 바꿀 수 없습니다. 두 언어로 된 글, 날짜, 목록, 맵은 전체를 바꾸므로 상위 항목의 이름을 적으십시오`,
    en: ({ path }) =>
      `${path} cannot be changed alone: text in two languages, dates, lists and maps are replaced as a whole, so name the whole field`,
  }),
  'update_mask.absent': invalid({
    example: { path: 'details.length', name: 'details' },
    ko: ({ path, name }) => `${path}: 바꿀 항목으로 적었으나 요청에 ${name} 항목이 없습니다. ${name} 항목도 보내십시오`,
    en: ({ path, name }) => `${path} is to be changed, but ${name} is not in the request; send ${name} too`,
  }),
  'text.nfc': invalid({
    ko: '유니코드 NFC로 정규화한 글이어야 합니다',
    en: 'must be text in Unicode NFC',
  }),
  'text.unseen': invalid({
    example: { sign: 'U+200B', place: 3 },
    ko: ({ sign, place }) => `${place}번째 글자 ${sign}: 여기에 쓸 수 없는 보이지 않는 문자입니다. 지우십시오`,
    en: ({ sign, place }) => `must not have ${sign}, which nobody sees, as character ${place}; take it out`,
  }),
  'text.given': invalid({
    ko: '한국어(ko)나 영어(en)로 적어야 합니다',
    en: 'must have text in Korean (ko) or English (en)',
  }),
  'text.length': invalid({
    example: { lengthMax: 200 },
    ko: ({ lengthMax }) => `${lengthMax}자까지 적을 수 있습니다`,
    en: ({ lengthMax }) => `must have at most ${lengthMax} characters`,
  }),
  'date.exists': invalid({
    example: { whole: true as boolean },
    ko: ({ whole }) =>
      whole ? '실제로 있는 날이어야 합니다. 예: 2015-05-11' : '실제로 있는 날, 달 또는 해여야 합니다',
    en: ({ whole }) =>
      whole ? 'must be a day that exists, such as 2015-05-11' : 'must be a date, a month or a year that exists',
  }),
  'date.past': invalid({
    ko: '오늘이거나 그 이전의 날이어야 합니다',
    en: 'must be today or an earlier day',
  }),
  'date.order': invalid({
    example: { from: { year: 2015, month: 5, day: 11 } },
    ko: ({ from }) => `시작하는 때(${printDate(from, 'ko')})와 같거나 그 뒤여야 합니다`,
    en: ({ from }) => `must be on or after the beginning, ${printDate(from, 'en')}`,
  }),
});

/** Refuses with a text of the kit. */
export const kit = refusing(KIT);

/** Why an event is parked that no handler refused. */
export const PARKED = texts('parked_event', {
  /** Of an event whose handler failed otherwise than by a refusal; the message of the error is for developers. */
  failed: text({
    example: { error: 'x is not a function' as string | undefined },
    ko: ({ error }) => `서비스 안에서 오류가 났습니다${error ? `: ${error}` : ''}`,
    en: ({ error }) => `an error within the service${error ? `: ${error}` : ''}`,
  }),
});
