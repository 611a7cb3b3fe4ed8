import { columnReader, type Column as ListColumn } from '../../../lib/lists/columns.ts'

/** What a column of a roster may say of a person. */
export const fields = [
  'name',
  'idNumber',
  'staffNo',
  'organisation',
  'gender',
  'bornOn',
  'stage',
  'subjects',
  'title',
  'talentLevel',
  'posts',
  'state',
  'startedOn',
  'retiresOn',
  'phone',
] as const
export type Field = (typeof fields)[number]

export type Column = ListColumn<Field>

/** How each field is usually headed; written without spaces, marks and what stands in brackets. */
const headings: Readonly<Record<Field, readonly string[]>> = {
  name: ['姓名', '教师姓名', '教职工姓名', '人员姓名', '老师姓名', '名字', 'name', 'fullname'],
  idNumber: [
    '身份证号',
    '身份证号码',
    '身份证件号',
    '身份证件号码',
    '身份证',
    '证件号',
    '证件号码',
    '公民身份号码',
    '居民身份证号',
    '居民身份证号码',
    'idnumber',
    'idno',
  ],
  staffNo: [
    '工号',
    '教师编号',
    '教工号',
    '教职工号',
    '职工号',
    '教师工号',
    '人员编号',
    '教职工编号',
    '员工编号',
    '编号',
    'staffno',
    'staffnumber',
  ],
  organisation: [
    '单位',
    '学校',
    '所在学校',
    '所在单位',
    '工作单位',
    '任教学校',
    '学校名称',
    '单位名称',
    '所属学校',
    '所属单位',
    '现工作单位',
    '现任教学校',
    'school',
    'organisation',
    'organization',
  ],
  gender: ['性别', 'gender', 'sex'],
  bornOn: ['出生日期', '出生年月', '出生年月日', '生日', '出生时间', 'bornon', 'birthday', 'dateofbirth'],
  stage: ['学段', '任教学段', '任课学段', '教学学段', 'stage'],
  subjects: ['学科', '任教学科', '任课学科', '教学科目', '任教科目', '所教学科', '科目', 'subject', 'subjects'],
  title: ['职称', '专业技术职务', '技术职称', '现任职称', '职称等级', '专业技术职称', '聘任职称', 'title'],
  talentLevel: [
    '人才称号',
    '骨干层级',
    '骨干类型',
    '荣誉称号',
    '骨干称号',
    '骨干教师',
    '人才层次',
    '称号',
    'talentlevel',
  ],
  posts: ['岗位', '职务', '行政职务', '校内职务', '岗位职务', '现任职务', '担任职务', 'post', 'posts'],
  state: ['状态', '当前状态', '在职状态', '人员状态', '教职工状态', '在岗状态', 'state', 'status'],
  startedOn: [
    '参加工作时间',
    '参加工作年月',
    '参加工作日期',
    '从教日期',
    '从教时间',
    '从教年月',
    '工作时间',
    '入职时间',
    'startedon',
    'teachingsince',
  ],
  retiresOn: ['退休日期', '退休时间', '预计退休时间', '退休年月', 'retireson'],
  phone: [
    '手机',
    '手机号',
    '手机号码',
    '联系电话',
    '联系方式',
    '电话',
    '移动电话',
    '电话号码',
    'phone',
    'mobile',
    'mobilephone',
  ],
}

const reader = columnReader(fields, headings, 'name')

/** Which field a title usually heads; null when none. */
export const recognise = reader.recognise

/** The columns of a head. A field is taken from the first column that names it; a second one is told as unknown. */
export const columnsOf = reader.columnsOf

/** Finds the head of a list of people: the row that names the most fields, the name among them. */
export const findHead = reader.findHead

/** How the fields are headed in the template and in what is exported. */
export const titles = {
  name: '姓名',
  idNumber: '身份证号',
  staffNo: '工号',
  organisation: '单位',
  gender: '性别',
  bornOn: '出生日期',
  stage: '学段',
  subjects: '任教学科',
  title: '职称',
  talentLevel: '人才称号',
  posts: '岗位',
  state: '状态',
  startedOn: '参加工作时间',
  retiresOn: '退休日期',
  phone: '手机',
} as const satisfies Record<Field, string>
