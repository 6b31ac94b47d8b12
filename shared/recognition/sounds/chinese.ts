import { type Unit, unitsOf } from './sounds.ts';

/** The characters that foreign names are written with, simplified, by how they are read: those of other words stand in no name. */
const CHARACTERS = `
  a 阿 ai 艾爱埃 an 安 ang 昂 ao 奥澳 ba 巴芭 bai 拜白 ban 班 bang 邦 bao 宝保堡 bei 贝蓓 ben 本 bi 比毕碧 bian 边 biao 标 bie 别 bin 宾斌 bing 冰
  bo 博波伯柏 bu 布 ca 擦 cai 蔡 can 灿 cang 仓 ce 策 cen 岑 chai 柴 chang 昌 chao 超 che 彻车 chen 晨 cheng 成 chi 驰奇 chu 楚 chuan 川 ci 茨慈 cong 聪 da 达大 dai 戴黛代
  dan 丹旦 dang 当 dao 道岛 de 德得 deng 登邓 di 迪蒂狄帝第 dian 典 diao 雕 die 蝶 ding 丁 dong 东冬 du 杜都度 duan 段 dun 顿敦 duo 多朵 e 厄俄额娥 en 恩 er 尔儿耳
  fa 法发 fan 凡范梵 fang 方芳 fei 菲费飞妃 fen 芬 feng 丰枫风峰锋 fo 佛 fu 夫弗福富芙孚服 ga 加伽嘎 gai 盖 gan 甘干 gang 冈刚港 gao 高 ge 格哥歌葛戈 gen 根 geng 耿
  gong 贡宫 gou 沟 gu 古谷 gua 瓜 guan 关 guang 光 gui 圭贵 gun 棍 guo 果国 ha 哈 hai 海 han 汉翰瀚韩 hang 航 hao 豪浩好 he 赫荷河和贺 hei 黑 heng 亨恒 hong 洪宏虹 hou 侯
  hu 胡虎湖 hua 华花 huai 怀 huan 欢 huang 皇 hui 惠辉慧 huo 霍火 ji 吉基及季姬 jia 加佳嘉 jian 健简 jiang 江姜 jiao 乔娇 jie 杰捷洁 jin 金锦 jing 京晶 jiu 久 ju 居朱 juan 娟 jun 君俊
  ka 卡喀 kai 凯开 kan 坎堪 kang 康 kao 考 ke 克科可柯 ken 肯 keng 坑 kong 孔 kou 寇 ku 库酷 kua 夸 kuan 宽 kui 奎葵 kun 昆坤 kuo 阔 la 拉腊 lai 莱来赖 lan 兰蓝岚 lang 朗浪郎
  lao 劳老 le 勒乐 lei 雷蕾 leng 冷 li 利里丽莉力李立黎 lian 莲联 liang 良 liao 廖 lie 列烈 lin 林琳霖 ling 灵玲凌 liu 柳刘 long 龙隆 lou 楼 lu 卢鲁路露璐 lun 伦 luo 罗洛萝 lv 吕绿
  ma 马玛 mai 迈麦 man 曼满 mang 芒 mao 毛茂 mei 梅美媚玫 men 门 meng 蒙孟梦 mi 米蜜密 mian 棉 miao 妙 min 明敏 ming 明 mo 莫摩墨默 mou 谋 mu 姆穆木慕 na 纳娜那 nai 奈乃 nan 南楠
  nang 囊 nao 瑙 nei 内 nen 嫩 neng 能 ni 尼妮倪 nian 年 niang 娘 niao 鸟 nie 涅聂 nin 宁 ning 宁 niu 纽牛 nong 农 nu 努 nuan 暖 nuo 诺 nv 女 o 哦 ou 欧 pa 帕 pai 派 pan 潘盘 pang 庞
  pei 佩培 pen 彭 peng 彭鹏 pi 皮比 pian 片 piao 朴 pie 皮 pin 品 ping 平萍 po 珀坡波 pu 普浦 qi 奇琪齐其祺 qia 恰 qian 千倩 qiang 强 qiao 乔巧 qie 切 qin 钦沁 qing 青清 qiong 琼 qiu 秋丘
  qu 曲 quan 泉 ran 然 rang 让 rao 饶 re 热 ren 仁 ri 日 rong 荣容 rou 柔 ru 鲁如茹 ruan 阮 rui 瑞锐蕊睿 run 润 ruo 若 sa 萨莎撒 sai 赛塞 san 桑三 sang 桑 sao 扫 se 色瑟塞 sen 森 sha 沙莎夏
  shai 晒 shan 山珊善 shang 尚 shao 绍 she 舍 shen 申深 sheng 圣胜 shi 什史施石诗 shou 首 shu 舒树 shuai 帅 shuang 双 shui 水 shun 顺 shuo 硕 si 斯思丝司 song 松宋颂 su 苏素 suan 酸 sui 穗 sun 孙 suo 索
  ta 塔达 tai 泰台太 tan 坦檀谭 tang 唐汤 tao 陶涛桃 te 特 teng 腾滕 ti 蒂提缇 tian 天田 tiao 迢 tie 铁 ting 廷婷庭 tong 通同 tou 透 tu 图徒土 tuan 团 tun 吞 tuo 托拓陀 wa 瓦娃 wai 外 wan 万旺婉
  wang 王旺 wei 维威韦薇伟卫魏蔚 wen 文温雯 weng 翁 wo 沃 wu 乌伍武五 xi 西希锡喜曦熙 xia 夏霞 xian 仙贤 xiang 香翔 xiao 肖晓 xie 谢歇 xin 辛欣新馨 xing 兴星 xiong 雄 xiu 修秀 xu 旭许 xuan 轩萱 xue 雪 xun 逊
  ya 亚雅娅 yan 延扬彦燕 yang 扬杨洋 yao 瑶 ye 耶叶 yi 伊易依怡 yin 因银英茵音 ying 英莹 yong 永咏 you 尤优悠 yu 于宇玉裕羽 yuan 源元 yue 约悦月岳 yun 云 za 扎 zai 在 zan 赞 zang 藏 ze 泽 zei 泽
  zen 曾 zeng 曾 zha 扎 zhan 詹展 zhang 章 zhao 兆 zhe 哲 zhen 珍真 zheng 正 zhi 芝智志 zhong 中 zhou 周洲 zhu 朱珠 zhuo 卓 zi 兹子紫姿 zong 宗 zou 邹 zu 祖 zuo 佐左座`;

const INITIALS: readonly (readonly [initial: string, sounds: string])[] = [
  ...([
    ['zh', 'JCzZ'],
    ['ch', 'CcJ'],
    ['sh', 'Ss'],
    ['b', 'bpv'],
    ['p', 'pb'],
    ['m', 'm'],
    ['f', 'fvh'],
    ['d', 'dt'],
    ['t', 'td'],
  ] as const),
  ...([
    ['n', 'n'],
    ['l', 'lr'],
    ['g', 'gk'],
    ['k', 'kg'],
    ['h', 'hfg'],
    ['j', 'JgkCZy'],
    ['q', 'Ckc'],
    ['x', 'Ssh'],
    ['r', 'rlZ'],
  ] as const),
  ...([
    ['z', 'zcs'],
    ['c', 'csk'],
    ['s', 'szt'],
    ['w', 'wvuo'],
    ['y', 'yi'],
  ] as const),
];
const FINALS: Readonly<Record<string, string>> = {
  ...{
    a: 'a',
    ai: 'aei i?',
    an: 'ae n',
    ang: 'ao n g?',
    ao: 'aou ou?',
    e: 'eao?',
    ei: 'ei i?',
    en: 'eaui? n',
    eng: 'eoau n g?',
  },
  ...{
    i: 'i',
    ia: 'i? a',
    ian: 'i? ae n',
    iang: 'i? a n g?',
    iao: 'i? ao',
    ie: 'i? e',
    in: 'i n',
    ing: 'i n g?',
    iong: 'i? o n g?',
    iu: 'i? u',
  },
  ...{
    o: 'ou',
    ong: 'ou n g?',
    ou: 'ou u?',
    u: 'uo',
    ua: 'u? a',
    uai: 'u? a i?',
    uan: 'u? a n',
    uang: 'u? a n g?',
    ue: 'u? eo',
    ui: 'u? ei i?',
  },
  ...{ un: 'uo? n', uo: 'u? o', v: 'ui', er: 'e? lr' },
};
/** Syllables that may stand for their consonant alone: 克 is a k. */
const CONSONANTS_ALONE = new Set('bu pu fu mu te de ge ke he le si zi ci shi zhi chi qi xi ji ru lu wu hu'.split(' '));

const bySimplified = new Map<string, string>();
let syllable = '';
for (const part of CHARACTERS.trim().split(/\s+/)) {
  if (/^[a-z]+$/.test(part)) syllable = part;
  else for (const character of part) if (!bySimplified.has(character)) bySimplified.set(character, soundsOf(syllable));
}

function soundsOf(read: string): string {
  const [initial, sounds] = INITIALS.find(([letters]) => read !== 'er' && read.startsWith(letters)) ?? ['', ''];
  const final = FINALS[read.slice(initial.length)]!;
  if (initial === 'y' && /^[iuv]/.test(final)) return `yi? ${final}`;
  if (read === 'wu') return 'uow';
  return `${sounds} ${CONSONANTS_ALONE.has(read) ? `${final.replaceAll('?', '')}?` : final}`.trim();
}

/** @param character simplified */
export function chineseSounds(character: string): readonly Unit[] | undefined {
  const notation = bySimplified.get(character);
  return notation === undefined ? undefined : unitsOf(notation);
}

export const chineseInventory = (): readonly Unit[] => [...bySimplified.values()].flatMap(unitsOf);
