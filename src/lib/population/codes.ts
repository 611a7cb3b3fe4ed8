/** JY/T 1001-2012 任课学段 (rkxd): the stage a person teaches. */
export const stageCodes = {
  '1': '学前教育',
  '2': '小学',
  '3': '普通初中',
  '4': '普通高中',
  '5': '职业初中',
  '6': '职业高中',
  '7': '成人中专',
  '8': '成人中学',
  A: '特殊教育',
  Z: '其他',
} as const

/** JY/T 1001-2012 中小学课程 (zxxkc); codes with an L are local: the standard has none for these subjects. */
export const subjectCodes = {
  '11': '品德与生活（社会）',
  '12': '思想政治',
  '13': '语文',
  '14': '数学',
  '15': '科学',
  '16': '物理',
  '17': '化学',
  '18': '生物',
  '19': '历史与社会',
  '20': '地理',
  '21': '历史',
  '22': '体育与健康',
  '23': '艺术',
  '24': '音乐',
  '25': '美术',
  '26': '信息技术（高中）',
  '27': '通用技术',
  '40': '外语',
  '41': '英语',
  '42': '日语',
  '43': '俄语',
  '49': '其他外国语',
  '60': '综合实践活动',
  '61': '信息技术',
  '62': '劳动与技术',
  L1: '道德与法治',
  L2: '心理健康',
  L3: '劳动',
  L4: '学前综合',
} as const

/** JY/T 1001-2012 岗位职业 (gwzy) as training needs it; codes with an L are local. */
export const postKinds = {
  '10': '教师',
  '20': '教师兼行政',
  '21': '教研组长',
  '22': '年级主任',
  '23': '班主任',
  '31': '校长',
  '32': '处室负责人',
  '40': '教辅',
  L1: '教学副校长',
  L2: '德育副校长',
  L3: '工作室主持人',
  L4: '工作室成员',
  L5: '培训专干',
  L6: '社团指导教师',
  L7: '新招聘教师',
} as const

/** Teachers' titles since the reform of 2015. */
export const titleCodes = {
  senior_full: '正高级教师',
  senior: '高级教师',
  first: '一级教师',
  second: '二级教师',
  third: '三级教师',
  none: '未评职称',
} as const

/** Backbone and master teachers, from school to province. */
export const talentLevels = {
  school_backbone: '校级骨干教师',
  county_backbone: '县级骨干教师',
  city_backbone: '市级骨干教师',
  province_backbone: '省级骨干教师',
  county_master: '县级名师',
  city_master: '市级名师',
  province_master: '省级名师',
} as const

/** JY/T 1001-2012 当前状态 (jzgdqzt): the first digit 0 means no longer in post, 1 in post. 09 and 18 are local: the standard has neither. */
export const personStates = {
  '01': '退休',
  '02': '离休',
  '04': '返聘',
  '05': '调出',
  '06': '辞职',
  '08': '开除',
  '09': '已合并',
  '11': '在职',
  '12': '延聘',
  '13': '待退休',
  '14': '长病假',
  '15': '因公出国',
  '16': '停薪留职',
  '17': '待岗',
  '18': '借调',
} as const

/** JY/T 1001-2012 办学类型 (bxlx), the kinds a county has. */
export const schoolKinds = {
  '111': '幼儿园',
  '211': '小学',
  '218': '教学点',
  '311': '初级中学',
  '312': '九年一贯制学校',
  '341': '完全中学',
  '342': '高级中学',
  '345': '十二年一贯制学校',
} as const
