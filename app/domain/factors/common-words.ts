/**
 * Words that stand in passwords far more often than chance, collected by hand for this program: the
 * usual passwords, first names, animals, seasons, sports, brands, keyboard words; Ukrainian and
 * Korean ones in their own script, in Latin letters, and as a Korean keyboard types them. It is no
 * list of leaked passwords. What is made of these words by the usual rules (joined, doubled, with
 * years, digits, signs or letters that look alike) is found by `passphraseFault`.
 */
const usual = `password passwort passphrase passcode pass pwd login signin welcome secret private admin
administrator root user guest test testing tester demo sample example default changeme change letmein
let open sesame access master superuser system server computer internet network security secure
account database temp temporary hello goodbye iloveyou love lover loveme sweet honey baby angel
princess prince queen king dragon monkey tiger lion shadow sunshine sun moon star stars stardust
football baseball basketball hockey soccer tennis golf chelsea arsenal liverpool manchester united
real madrid barcelona juventus milan superman batman spiderman ironman starwars startrek pokemon
pikachu naruto minecraft fortnite roblox matrix ninja samurai warrior hunter ranger killer hacker
freedom liberty justice peace hope faith trust trustno nothing whatever qwerty qwertz azerty asdf
asdfgh zxcvbn dvorak google facebook instagram twitter amazon apple microsoft windows linux android
samsung iphone netflix youtube mustang ferrari porsche mercedes toyota honda harley yamaha summer
winter spring autumn fall january february march april may june july august september october november
december monday tuesday wednesday thursday friday saturday sunday morning evening night today tomorrow
forever together friends friend family mother father mummy mommy daddy sister brother son daughter
money dollar lucky happy birthday christmas easter flower rose lily orange banana cherry lemon
chocolate cookie coffee pepper ginger butter cheese chicken pizza red blue green yellow black white
purple silver golden gold diamond crystal purple rainbow cat dog puppy kitten kitty horse bear wolf
eagle hawk falcon phoenix dolphin panda rabbit mouse snake spider scorpion heart soul magic wizard
merlin gandalf frodo hobbit harry potter hogwarts snoopy garfield mickey donald disney jordan michael
jennifer jessica ashley michelle daniel david robert thomas charlie george james john william joseph
andrew matthew joshua anthony christopher alexander nicholas benjamin samuel jonathan peter paul mark
martin kevin brian steven edward richard patrick amanda nicole melissa elizabeth victoria maria anna
anastasia natasha alexandra sophia olivia emma emily hannah sarah laura linda susan karen nancy lisa
church jesus christ god bless heaven angel devil music guitar rock metal piano dance america england
london paris berlin rome europe canada australia california texas newyork korea seoul busan ukraine
kyiv kiev lviv odesa kharkiv dnipro poland warsaw japan tokyo china russia moscow petition letter
openletter campaign sign signature coalition rights human humanrights organiser organizer organisation
organization office work company business manager boss team club group school student teacher college
university number one two three four five six seven eight nine ten first last best good great super
mega ultra power force strong new old big little cool crazy funny sexy hot fuck fucking shit bitch
asshole correct battery staple`;

const ukrainian = `parol parolyk pryvit privet lyubov kohannya kokhannya sontse sonechko zirka zirochka
mama tato babusya ukraina ukrayina slava slavaukraini heroyam peremoha peremoga volya svoboda kozak
kozaky shevchenko dynamo shakhtar oleksandr oleksandra olena andriy serhiy volodymyr mykola ivan ivanka
petro taras bohdan dmytro natalia natalya oksana iryna yuliya tetyana kateryna svitlana lyudmyla
пароль привіт любов кохання сонце сонечко зірка мама тато україна слава героям перемога воля свобода
козак шевченко динамо шахтар олександр олена андрій сергій володимир микола іван тарас богдан наталія
оксана ірина тетяна катерина йцукен фівапр ячсміт`;

const korean = `annyeong annyong saranghae sarang bimil bimilbeonho hanguk hankuk daehan daehanminguk minguk
taehan hangul seoulkorea busankorea kimchi kimmin minji minjun jihoon jimin yuna hyun soo young eomma
appa oppa noona unni dkssud dkssudgktpdy tkfkd tkfkdgo tkfkdgody qlalf qlalfqjsgh gksrnr eogksalsrnr
wkdbwjddml 비밀번호 비밀 안녕 안녕하세요 사랑 사랑해 사랑해요 대한민국 한국 서울 부산 우리나라 엄마 아빠 김치 행복 친구 가족`;

export const commonWords: ReadonlySet<string> = new Set(
  `${usual} ${ukrainian} ${korean}`.split(/\s+/).map((word) => word.normalize('NFKC')),
);

/** So short and frequent that they add next to nothing between other words. */
export const fillerWords: ReadonlySet<string> = new Set(
  'my the a is i me you we and of to for in on it at our your this that am no do not'.split(' '),
);
