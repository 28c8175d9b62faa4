/** Words of every day. A firm may be called by one of them, but most texts use them for something else. */
import { folded } from './folding.ts';

/** True for a word that people write without meaning a firm by it: `test`, `document`, `미래`, `시스템`. */
export const isOrdinary = (word: string): boolean => ORDINARY.has(folded(word));

/** True for a word that so many firms put behind or before their own that it names none: `로봇`, `바이오`, `tech`. */
export const isTrade = (word: string): boolean => TRADES.has(folded(word));

const KOREAN = `
가게 가격 가능 가능성 가족 가치 감사 강화 개발 개선 개인 건강 검사 검증 결과 결정 경기 경영 경쟁력 경제 경험 계획 고객 공간 공급 공동 공장 공정 과정
관리 교육 구성 구조 국가 국내 국민 국제 그림 기능 기반 기본 기업 기준 기회 길 나라 나무 내일 너무 노력 농업 누구 느낌 능력 다시 단계 단순 대상 대학
대표 대한 데이터 도시 도움 도전 동네 동물 디자인 라인 마을 마음 만남 매출 모두 모든 모델 목표 문제 문화 물건 미래 바다 바람 반응 발전 방법 방식 변화
병원 보안 보호 부분 분석 분야 비용 사람 사랑 사업 사업화 사용 사용자 사회 산업 상상 상품 새로운 생각 생산 생활 서비스 선택 설계 성공 성능 성장 세계
세상 소리 소식 수요 수출 스마트 시간 시대 시민 시작 시장 시험 식품 신뢰 실시간 실험 아이 아침 안전 약속 어디 언제 에너지 여기 여행 역할 연결 연구
오늘 온도 완성 요구 우리 우주 운동 운영 원리 위치 유통 음식 의료 의미 이름 이용 이유 인간 인공지능 인재 일상 자동 자동차 자연 자원 작업 전국 전략 전문
전체 절감 정보 정확 정확도 제공 제품 조사 조직 주문 중심 지구 지금 지능 지역 지원 직접 진단 집 차이 창조 책임 처음 최고 최초 추천 측정 친구 컴퓨터
콘텐츠 크기 통합 투자 특징 특허 평가 품질 하나 하늘 학교 학생 한국 해결 행복 현장 협력 혁신 협업 화면 환경 환자 활동 활용 회사 효과 효율 희망
`;
const TRADE = `
로봇 로보틱스 바이오 테크 텍 테크놀로지 소프트 소프트웨어 시스템 시스템즈 시스템스 랩 랩스 센서 센서스 에너지 메디칼 메디컬 메드 헬스 헬스케어 케어
데이터 클라우드 네트웍스 네트워크 네트웍 웍스 스튜디오 그룹 파트너스 글로벌 코리아 솔루션 솔루션즈 솔루션스 게임즈 게임 모빌리티 제약 화학 소재 반도체
팜 푸드 푸드테크 미디어 에듀 에듀테크 스페이스 에어로 마린 오토 산업 전자 전기 기술 과학 연구소 엔지니어링 이노베이션 인터내셔널 홀딩스 컴퍼니 생명과학
디자인 건설 물산 상사 식품 농장 통신 정보 정보기술 컴퓨터 엔터테인먼트 컨설팅 로지스틱스 물류 인더스트리 파워 배터리 옵틱스 포토닉스 나노 머티리얼즈
사이언스 테라퓨틱스 진단 의료기 의료 드론 플랫폼 벤처스 인베스트먼트 커머스 뷰티 코스메틱 인텔리전스 아이티 에이아이
korea corea lab labs laboratories laboratory tech techs technology technologies technologics system systems the and robot robots robotics bio
biotech biotechnologies biosciences bioscience soft software sensor sensors energy medical medi health healthcare care ai data cloud net
network networks works work studio studios group partners global solution solutions game games mobility pharm pharma pharmaceutical
pharmaceuticals chem chemical materials material semiconductor semiconductors farm farms food foods media edu edtech space aero aerospace
marine auto automotive industries industry industrial electronics electric engineering innovation innovations international holdings
company design construction trading communications computer computing entertainment consulting logistics power battery batteries optics
photonics nano science sciences therapeutics diagnostics drone drones platform ventures commerce beauty cosmetics intelligence interactive
digital smart
`;
// The commonest words of English web pages, by the count of Google's n-grams, as far as dictionaries have them.
const ENGLISH = `
ability able about above abstract abuse academic academy accept acceptance accepted access accessories accommodation
according account accounting accounts accuracy achieve acid across act action actions active activities activity
actual actually add added adding addition additional address addresses admin administration administrative
administrator adobe ads adult adults advance advanced advantage adventure advertise advertisement advertising advice
affairs affiliate affiliates after again against age agencies agency agent agents ago agree agreed agreement
agriculture ahead aid aids aim air airport alaska album alert algorithm all allow allowed allows almost alone along
alpha already also alternative although always amateur amazing amazon amendment among amount amounts anal analysis
analytics and animal animals anime ann announced announcements annual anonymous another answer answers anti any anyone
anything apartment apartments app apparel appeal appear appears apple applicable application applications applied
apply approach appropriate approval approved approximately apps architecture archive archives are area areas argument
arms army around art article articles artist artists arts ask asked aspects ass assembly assessment assets assist
assistance assistant associate associated associates association atom attack attention attorney auction auctions audio
august author authority authors auto automatic automatically automotive availability available ave avenue average
avoid award awards away babes baby back background bad bag bags balance ball band bank banking banks bar bars base
baseball based basic basis basket basketball bass bath batteries battery battle bay beach bear beat beautiful beauty
became because become becomes bed bedroom been before began begin beginning behavior behind being believe below
benefit benefits best beta better between beyond bible bid bids big bill billion bin binding biotech bird birth
birthday bit black block blog blogs blood blow blue board boards boat bob body bondage bonus book bookmark books born
boston both bottom bought box boxes boy boys brain branch brand brands brazil break breakfast breaking breast bridge
brief bring broadband broken brother brought brown browse browser budget bug build building buildings built bureau bus
bush business businesses but button buy buyer buying bytes cable calendar call called calling calls came camera
cameras camp campaign campus can canada cancer canon capacity cape capital car card cards care career careers carried
carry cars cart case cases cash casino cast cat catalog categories category cause caused cell cells cent center
centers central centre century certain certainly certificate certification certified chain chair chairman challenge
chance change changed changes changing channel chapter character characters charge charges chart chat cheap check
checkout chemical chief child children china chinese choice choose christian church circuit cisco cities city civil
claim claims class classes classic classical clean cleaning clear clearly click client clients clinical clip clips
clock close closed clothes clothing cloud club clubs coast cock code codes coffee cold collectibles collection college
color colorado colors colour column combination combined come comes comfort comics coming command comment comments
commerce commercial commission committee common communication communications communities community companies company
compare compared comparison compatible competition complete completed completely complex compliance component
components comprehensive computer computers computing con concept concerns condition conditions conduct conference
configuration congress connect connected connection conservation consider considered constitutes construction
consulting consumer contact contacts contain contained containing contains contemporary content contents context
continue continued contract control controls convention conversion cool copies copy copyright core corner corporate
corporation correct cost costs could council count counter countries country county couple course courses court cover
coverage covered covers cream create created creating creation creative credit credits creek crime criminal criteria
critical cross cruise crystal cultural culture cum cup currency current currently custom customer customers cut cycle
daily damage dan dance dark data database date dates dating daughter day days dead deal dealer deals death debt decide
decided decision decisions dedicated deep default defense define defined definition degree degrees del delete
delivered delivery dell delta demand department departments depth described description design designated designed
designer designs desk desktop despite destination detail detailed details determine determined dev devel develop
developed developer developing development device devices diamond dictionary did die died diet diff difference
different difficult digital dining dinner direct direction directions directly director directors directory disc
disclaimer discount discover discuss discussion discussions disease disk display displayed distance distributed
distribution district division doc doctor document documentation documents does dog dogs doing dollar dollars domain
domestic don done door dot double down download downloads draft dream dress drink drive driver drivers drives driving
drone drones drop drug drugs dry dual due during duty dynamic each earlier early earth easier easily east eastern easy
eat economic economics economy edge edit edition editor editorial education educational effect effective effects
effort efforts eight either election electric electrical electronic electronics element elements eligible else email
emergency employee employees employment empty enable end ended ending ends energy engine engineering english enjoy
enlarge enough ensure enter enterprise enterprises entertainment entire entries entry environment environmental equal
equipment equity eric error errors especially essential est established estate estimated estimates evaluation even
evening event events ever every everyone everything evidence exactly example examples excellent except exchange
exclusive executive exercise existing expect expected experience expert experts explore exposure express expression
extended extension external extra extreme eye eyes face facilities facility fact factor factors factory facts faculty
fail failed failure fair faith fall falls false families family famous fan fans fantasy far farm fashion fast faster
fat father favorite favorites fax fear feature featured features federal fee feed feedback feeds feel feeling fees
feet felt female festival few fiction field fields fight figure figures file filed files fill film films filter final
finally finance financial find finding fine finish finished fire firm first fish fishing fit fitness five fix fixed
flag flash flat flight flights floor flow flower flowers fly focus follow followed following follows font food foot
football for force forced forces ford forecast foreign forest forgot form format former forms fort forum forums
forward found foundation four frame frames framework frank free freedom french frequency frequently fresh friend
friendly friends from front fuck fucking fuel full fully fun function functional functions fund funding funds funny
furniture further future gain galleries gallery gambling game games gaming gamma garden gas gave gay gear gender gene
general generally generated generation german get gets getting gift gifts girl girls give given gives giving glass
global goal goals god goes going gold golden golf gone good goods google got government grade graduate grand grant
graphic graphics gratis great greater green ground group groups grow growing growth guarantee guaranteed guess guest
guide guidelines guides guitar guy guys had hair half hall hand handle handling hands happen happy hard hardcore
hardware harry has have having head headlines health healthcare healthy hear heard hearing heart heat heavy height
held hello help helpful helps henry her here hey hidden hide high higher highest highly hill him himself hip hire his
historical history hit hits hold hole holiday holidays home homepage homes hong hope horse hospital host hosting hot
hotel hotels hour hours house household houses housing how however huge human hunter ice icon idea ideal ideas
identified identify identity image images immediately impact implementation import importance important improve
improved improvement incest inch inches include included includes including income increase increased increasing
indeed independent index india individual individuals industrial industries industry influence info information
informed infrastructure initial injury inn input inside install installation installed instance instant instead
institute institutions instructions instruments insurance integrated integration intel intelligence intended
interactive interest interested interesting interests interface interior internal international internet interview
into introduced introduction investment involved iron island islands issue issued issues item items its itself jack
james japan java jazz jersey jesus jewelry job jobs joe john johnson join joined joint jones joseph journal judge jump
jun junior just justice keep kelly kept key keyword keywords kids kind kinds king kingdom kit kitchen knew know
knowledge known lab label labor laboratory labs lack ladies lady lake land language languages laptop large larger
largest las laser last late later latest law laws lawyer lawyers layer lead leader leaders leadership leading leads
league learn learning least leather leave led lee left legal legislation length les lesbian less let letter letters
level levels liability libraries library license licensed life light lighting like likely limit limited line lines
lingerie link links linux list listed listen listing listings lists literature little live lives living load loan
loans local located location locations log logged login logistics logo long longer look looked looking looks lord los
loss lost lot lots louis love low lower lowest luxury lyrics mac machine machines made magazine magazines magic mail
mailing main maintain maintained maintenance major majority make makes making male man manage managed management
manager manner manual manufacturer manufacturers manufacturing many map maps mar march marine mark market marketing
markets marriage married martin mary mass master match matching material materials math matrix matter matters mature
max maximum may maybe mean meaning means measure measures media medical medicine medium meet meeting meetings member
members membership memory men mental mentioned menu merchant message messages met metal method methods michael
michigan mid middle might mike miles milf military miller million mind mine mini minimum minister ministry minor
minute minutes miscellaneous miss missing mission mix mobile mobility mode model models modern modified module mom
moment mon money monitor monitoring month monthly months moon more morning mortgage most mostly mother motion motor
mount mountain mouse move moved movement movie movies moving much multimedia multiple museum music musical must myself
naked name named names nation national nations native natural nature navigation near nearby nearly necessary need
needed needs negative net network networking networks never new news newsletter newsletters newspaper next nice night
nine non none nor normal north northern not note noted notes nothing notice november now nuclear nude null number
numbers nursing nutrition object objects obtain obtained ocean off offer offered offering offers office officer
officers offices official officials often oil old older once one ones online only onto open opening operating
operation operations opinion opinions opportunities opportunity optical option optional options oral orange order
ordering orders organization organizations origin original originally other others otherwise our out outdoor outdoors
output outside over overall overview own owned owner owners pacific pack package packages page pages paid pain pair
palm panel paper paperback papers parameters parent parents paris park parking parks part participants participation
particular particularly parties partner partners partnership parts party pass passed password past patch path patient
patients pattern patterns paul pay payment payments peace people per percent perfect perform performance performed
perhaps period permalink permanent permission permit person personal personnel persons pet peter pets pharmacy phase
philosophy phoenix phone phones photo photography photos physical physics pic pick pics picture pictures piece pieces
pink place placed places plan planet planning plans plant plants plastic platform play played player players playing
please plus pocket point points poker police policies policy political politics pool poor pop popular population porn
porno port portable portal portfolio position positions positive possible post postal posted poster posters posting
posts potential power powered powerful practical practice practices pre premium prepared prescription presence present
presentation presented president press pressure pretty prevent prevention preview previous previously price prices
pricing primary prime principal principles print printed printer printers printing prints prior priority privacy
private pro probably problem problems procedure procedures process processes processing produce produced product
production products professional professionals professor profile profiles profit program programme programming
programs progress project projects promote promotion proof proper properties property proposal proposed protect
protected protection protein protocol provide provided provider providers provides providing provision provisions pst
public publication publications published publisher publishing purchase purpose purposes pussy put quality quantity
quarter queen query question questions quick quickly quite quote quotes race racing radio rain random range rank rape
rare rate rated rates rather rating ratings ratio ray reach read reader readers reading ready real reality really
reason reasonable reasons receive received recent recently recipe recipes recommend recommendations recommended record
recorded recording records recovery recreation red reduce reduced reduction refer reference references referred
regarding region regional regions register registered registration regular regulation regulations related relations
relationship relationships relative release released releases relevant relief religion religious remain remember
remote removal remove removed rent rental rentals repair replacement replies reply report reported reporting reports
represent representative republic request requests require required requirements requires research reserve reserved
residential residents resolution resort resource resources respect respective response responsibility responsible rest
restaurant restaurants result results retail return returned returns revenue review reviewed reviews revised revision
rich ride right rights ring rings ringtones rise risk river road robot robotics robots rock role roll rom room rooms
root rose round route row royal rule rules run running runs rural russia safe safety said saint sale sales same sample
samples san sat satellite save savings saw say saying says scale scene schedule scheme school schools science sciences
scientific score screen script sea search searches season seat sec second secondary seconds secret secretary section
sections sector secure security see seeing seeking seem seems seen select selected selection self sell seller sellers
selling semiconductor senate send senior sense sensor sensors sent separate sequence serial series serious serve
served server servers service services serving session set sets setting settings seven several sex sexual sexy shall
share shared shares sharing she sheet shemale ship shipping ships shirt shirts shoes shop shopping shops short shot
should show showing shown shows side sign signal signature signed significant signs silver similar simple simply since
single singles site sites situation six size ski skills skin skip sky sleep slightly slow small smart smith smoking
snow soccer social society soft software sold solid solution solutions some someone something sometimes son song songs
soon sorry sort sorted soul sound sounds source sources south southern spa space spain spam speak speaker speakers
special specials species specific specifically specifications specified specs speech speed spend spent spirit sponsor
sponsored sport sports spot spring springs square staff stage stand standard standards standing star stars start
started starting startup startups state stated statement statements states static station statistics stats status stay
steel step steps still stock stone stop storage store stores stories story straight strategic strategies strategy
stream street strength stress string strong structure student students studies studio study stuff style sub subject
subjects submit submitted subscribe subscription success successful such suggest suggestions suite suites summary
summer sun super supplied supplies supply support supported supports sure surface surgery survey sweet switch system
systems table tables tag tags take taken takes taking talk talking tape target task tax taxes tea teacher teachers
teaching team teams tech technical techniques technologies technology teen teens tel telephone television tell
temperature ten tennis term terms test testing tests texas text than thank thanks that the theater theatre their them
theme themselves then theory therapy there therefore these they thing things think thinking third this those though
thought thoughts thousands thread three through throughout thus ticket tickets time times tip tips title titles tits
today together told toll tom too took tool tools top topic topics total touch tour tourism tours toward towards town
toy toys track trade trademark trademarks trading traditional traffic train training transfer translation transport
transportation travel treatment tree trees trends trial tried trip truck true trust truth try trying turkey turn
turned two type types ultimate under understand understanding union unique unit united units universal university
unknown unless until update updated updates upgrade upon upper ups urban use used useful user username users uses
using usually utilities utility vacation valid valley value values van var variable variety various vegas vehicle
vehicles vendor version very via vice victoria video videos view viewed viewing views village vintage violence
virginia virtual virus vision visit visitors visual voice void vol volume vote votes voyeur wait waiting wales walk
wall want wanted wants war warning warranty wars was waste watch watches water way ways wear wearable weather web
webmaster website websites wed wedding week weekend weekly weeks weight welcome well went were west western what
whatever when where whether which while white who whole wholesale whom whose why wide wife wild will william williams
win wind window windows wine winning winter wire wireless wish with within without woman women won wonderful wood word
words work worked workers working works workshop world worldwide worth would write writer writing written wrong wrote
yahoo yeah year years yellow yes yesterday yet york you young your yourself youth zero zip zone zoom
`;

const split = (words: string): string[] => words.trim().split(/\s+/u);
const TRADES: ReadonlySet<string> = new Set(split(TRADE));
const ORDINARY: ReadonlySet<string> = new Set([...split(KOREAN), ...split(ENGLISH), ...TRADES]);
