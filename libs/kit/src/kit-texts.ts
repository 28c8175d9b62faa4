/** Refusals of the kit itself, the same in every service. */
import { printDate } from '@naru/korean/date';
import { josa } from '@naru/korean/particle';
import { nameOf } from '@naru/words/nouns';
import { counted, oneOf, text } from '@naru/words/text';
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

const few = (items: readonly string[], most = 3) => items.slice(0, most).join(',');
const thing = { noun: 'thing', id: 'thing_01' };

export const KIT = texts('', {
  'access.role': forbidden({
    ko: '가지고 있는 역할로는 이 요청을 할 수 없습니다. 필요하면 관리자에게 역할을 요청하십시오',
    en: 'your roles do not allow this call; ask your administrator for a role that does',
  }),
  'access.scope': forbidden({
    example: { noun: 'thing' },
    ko: ({ noun }) =>
      `가지고 있는 권한으로는 이 ${nameOf(noun).ko}에 대하여 이 요청을 할 수 없습니다. 필요하면 관리자에게 권한을 요청하십시오`,
    en: ({ noun }) =>
      `your grants do not allow this call on this ${nameOf(noun).en}; ask your administrator for a grant that does`,
  }),
  'token.missing': anonymous({
    field: 'authorization',
    ko: '베어러 토큰이 없습니다. Bearer와 빈칸 뒤에 토큰을 적어 보내십시오',
    en: 'there is no bearer token; send Bearer, a space and the token',
  }),
  'token.expired': anonymous({
    field: 'authorization',
    ko: '토큰이 만료되었습니다. 새 토큰을 받으십시오',
    en: 'the token has expired; get a new one',
  }),
  'token.invalid': anonymous({
    field: 'authorization',
    ko: 'Naru의 토큰 발급자가 이 서비스용으로 발급한 토큰이 아니거나, 지금은 유효하지 않거나, 변조된 토큰입니다. 새 토큰을 받으십시오',
    en: 'the token was not issued by the token issuer of Naru for this service, is not valid now, or was changed; get a new one',
  }),
  'token.no_grants': anonymous({
    field: 'authorization',
    ko: '토큰에 권한 목록(grants)이 없습니다. 권한 목록이 있는 토큰을 받으십시오',
    en: 'the token has no list of grants; get one that has',
  }),
  'token.malformed': anonymous({
    field: 'authorization',
    ko: '토큰에 적힌 사용자나 권한의 대상이 정해진 형식이 아닙니다. 토큰을 발급하는 관리자에게 고쳐 달라고 요청한 뒤 새 토큰을 받으십시오',
    en: 'the subject of the token, or the target of one of its grants, is not in the required form; ask the administrator who issues tokens to correct it, then get a new token',
  }),
  'issuer.unavailable': unavailable({
    ko: '지금은 토큰 발급자의 키를 읽을 수 없습니다. 잠시 뒤 다시 시도하십시오',
    en: 'the keys of the token issuer cannot be read now; try again in a moment',
  }),
  'database.unavailable': unavailable({
    ko: '데이터베이스가 응답하지 않습니다. 잠시 뒤 다시 시도하십시오',
    en: 'the database does not answer; try again in a moment',
  }),
  'lookup.behind': unavailable({
    example: thing,
    ko: ({ noun, id }) =>
      `최근 변경이 아직 이 서비스에 다 도착하지 않아 ${nameOf(noun).ko} ${josa(id, '이/가')} 있는지 지금은 알 수 없습니다. 잠시 뒤 다시 시도하십시오`,
    en: ({ noun, id }) =>
      `recent changes have not reached this service yet, so it cannot tell now whether the ${nameOf(noun).en} ${id} exists; try again in a moment`,
  }),
  'change.busy': conflict({
    example: thing,
    ko: ({ noun, id }) =>
      `${nameOf(noun).ko} ${josa(id, '을/를')} 여러 곳에서 동시에 바꾸고 있습니다. 잠시 뒤 다시 시도하십시오`,
    en: ({ noun, id }) => `${nameOf(noun).en} ${id} is being changed by many callers at once; try again in a moment`,
  }),
  'mirror.busy': conflict({
    ko: '읽는 동안 기록이 계속 바뀌어 답하지 못했습니다. 잠시 뒤 다시 시도하십시오',
    en: 'the records kept changing while this call read them, so it could not answer; try again in a moment',
  }),
  'etag.stale': conflict({
    field: 'etag',
    example: { ...thing, version: 3 as number | undefined },
    ko: ({ noun, id, version }) =>
      version === undefined
        ? `${nameOf(noun).ko} ${josa(id, '은/는')} 아직 없어서 버전도 없습니다. 버전을 적지 말고 보내십시오`
        : `읽은 뒤에 ${nameOf(noun).ko} ${josa(id, '이/가')} 바뀌었습니다(지금 버전: ${version}). 다시 읽은 뒤에 바꾸십시오`,
    en: ({ noun, id, version }) =>
      version === undefined
        ? `${nameOf(noun).en} ${id} does not exist yet and has no version; send the request without a version`
        : `${nameOf(noun).en} ${id} has changed since you read it (version now: ${version}); read it again before you change it`,
  }),
  'event.too_large': invalid({
    example: { noun: 'thing', bytes: 900_000, bytesMax: 512_000 },
    ko: ({ noun, bytes, bytesMax }) =>
      `이 ${nameOf(noun).ko}의 글과 목록은 모두 ${counted(bytes)}바이트입니다. 변경 알림에는 ${counted(bytesMax)}바이트까지 담을 수 있으니 줄이십시오`,
    en: ({ noun, bytes, bytesMax }) =>
      `the texts and lists of this ${nameOf(noun).en} take ${counted(bytes)} bytes; the notice of a change can carry at most ${counted(bytesMax)}, so shorten them`,
  }),
  'outbox.full': exhausted({
    example: thing,
    ko: ({ noun, id }) =>
      `${nameOf(noun).ko} ${id}의 변경 알림 가운데 아직 보내지 못한 것이 너무 많습니다. 밀린 알림이 전송된 뒤 다시 시도하십시오`,
    en: ({ noun, id }) =>
      `too many notices about changes of ${nameOf(noun).en} ${id} still wait to be sent; try again when they have been sent`,
  }),
  'schema.newer': unavailable({
    example: thing,
    ko: ({ noun, id }) =>
      `${nameOf(noun).ko} ${josa(id, '은/는')} 이 서비스의 더 새로운 버전이 저장했습니다. 서비스의 업데이트가 모두 끝난 뒤 다시 시도하십시오`,
    en: ({ noun, id }) =>
      `${nameOf(noun).en} ${id} was written by a newer version of this service; try again when the update of the service is complete`,
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
    en: ({ trace }) => `internal error; tell the operator of this service${trace ? ` the trace id ${trace}` : ''}`,
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
    example: { message: 'naru.example.v1.MakeThingRequest', form: 'protobuf' as 'protobuf' | 'JSON' },
    ko: ({ message, form }) =>
      `보낸 내용을 ${message} 메시지로 읽을 수 없습니다. 이 메시지의 ${form} 형식으로 보내십시오`,
    en: ({ message, form }) =>
      `the content cannot be read as the message ${message}; send it in the ${form} form of that message`,
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
    ko: ({ operation }) =>
      `작업 ${josa(operation, '은/는')} 다른 프로세스가 이어받아 계속하고 있으므로, 이 프로세스는 더 바꿀 수 없습니다. 결과는 그 작업에서 확인하십시오`,
    en: ({ operation }) =>
      `another process has taken over the operation ${operation} and goes on with it, so this process can change nothing more; look at that operation for the result`,
  }),
  'parked_event.no_handler': rule({
    example: { type: 'naru.example.thing.made.v1' },
    ko: ({ type }) =>
      type
        ? `이 구독은 ${type} 유형의 이벤트를 처리하지 않습니다. 처리할 수 있는 버전의 서비스를 배포한 뒤 보류된 이벤트를 다시 처리하십시오`
        : '이벤트에 유형이 없어 처리할 수 없습니다. 보낸 시스템을 확인하십시오',
    en: ({ type }) =>
      type
        ? `this subscription does not handle events of the type ${type}; deploy a version of the service that does, then replay the parked event`
        : 'the event has no type, so it cannot be handled; check the system that sent it',
  }),
  'parked_event.refused': rule({
    example: { code: 'thing.full', reason: { ko: '남은 자리가 없습니다', en: 'no place is left' } },
    ko: ({ code, reason }) =>
      `보류된 이벤트를 다시 처리했으나 또 거절되었습니다(${code}): ${reason.ko}. 이 원인을 없앤 뒤 다시 처리하십시오`,
    en: ({ code, reason }) =>
      `the parked event was handled again and refused again (${code}): ${reason.en}. Remove this cause, then replay the parked event`,
  }),
  'event.header_unreadable': invalid({
    example: { missing: ['ce-time'], names: ['ce-actor'] },
    ko: ({ missing, names }) =>
      [
        ...(missing.length > 0
          ? [`메시지에 헤더가 없습니다: ${missing.join(', ')}. 보내는 시스템에서 넣어야 합니다`]
          : []),
        ...(names.length > 0
          ? [
              `헤더의 값을 읽을 수 없습니다: ${names.join(', ')}. 보내는 시스템에서 CloudEvents의 NATS 규약대로 적어야 합니다(퍼센트 인코딩, ce-sequence는 정수, ce-time은 RFC 3339 시각)`,
            ]
          : []),
      ].join('. '),
    en: ({ missing, names }) =>
      [
        ...(missing.length > 0
          ? [`the message lacks these headers: ${missing.join(', ')}; the system that sends it must add them`]
          : []),
        ...(names.length > 0
          ? [
              `the values of these headers cannot be read: ${names.join(', ')}; the system that sends them must write them as the NATS binding of CloudEvents says (percent-encoded, ce-sequence a whole number, ce-time a time of RFC 3339)`,
            ]
          : []),
      ].join('; '),
  }),

  'order_by.unknown': invalid({
    example: { values: ['create_time', 'create_time desc'] },
    ko: ({ values }) => oneOf(values).ko,
    en: ({ values }) => oneOf(values).en,
  }),
  'page_token.unknown': invalid({
    ko: '앞 페이지의 nextPageToken이어야 하고, 조건과 정렬 순서도 같아야 합니다. 비워 두면 첫 페이지부터 읽습니다',
    en: 'must be the nextPageToken of the previous page, with the same filter and order; leave it out to begin at the first page',
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
    ko: '유니코드 NFC로 정규화한 글이어야 합니다. 정규화하여 보내십시오',
    en: 'must be text in Unicode NFC; normalize it to NFC',
  }),
  'text.unseen': invalid({
    example: { sign: 'U+200B', place: 3 },
    ko: ({ sign, place }) => `${place}번째 글자(${sign})는 눈에 보이지 않는 문자라 쓸 수 없습니다. 지우십시오`,
    en: ({ sign, place }) => `character ${place} is ${sign}, which nobody can see and which is not allowed; delete it`,
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
      whole ? '실제로 있는 날이어야 합니다. 예: 2015-05-11' : '실제로 있는 날이나 달이나 해여야 합니다',
    en: ({ whole }) =>
      whole ? 'must be a day that exists, such as 2015-05-11' : 'must be a day, a month or a year that exists',
  }),
  'date.range': invalid({
    ko: '1900년부터 2199년까지의 때여야 합니다',
    en: 'must lie in the years from 1900 to 2199',
  }),
  'date.past': invalid({
    ko: '오늘이거나 그 이전의 날이어야 합니다',
    en: 'must be today or an earlier day',
  }),
  'date.order': invalid({
    example: { from: { year: 2015, month: 5, day: 11 } },
    ko: ({ from }) => `기간의 시작(${printDate(from, 'ko')})보다 앞설 수 없습니다`,
    en: ({ from }) => `must not be before ${printDate(from, 'en')}, when the period begins`,
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
