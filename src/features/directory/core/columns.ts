import { columnReader, type Column as ListColumn } from '../../../lib/lists/columns.ts'

/** What a column of a list of organisations may say. */
export const fields = [
  'name',
  'kind',
  'parentName',
  'parentCode',
  'code',
  'schoolKind',
  'stages',
  'setting',
  'openedOn',
  'closedOn',
  'address',
  'phone',
  'id',
] as const
export type Field = (typeof fields)[number]
export type Column = ListColumn<Field>

/** How each field is usually headed; written without spaces, marks and what stands in brackets. */
const headings: Readonly<Record<Field, readonly string[]>> = {
  name: ['单位名称', '学校名称', '机构名称', '名称', '单位', '学校', '单位全称', '学校全称', 'name', 'organisation'],
  kind: ['单位类别', '类别', '机构类别', '单位类型', '机构类型', '单位性质', 'kind'],
  parentName: [
    '上级单位',
    '上级单位名称',
    '上级',
    '上级机构',
    '主管单位',
    '主管部门',
    '所属中心校',
    '所属中心学校',
    '中心学校',
    '隶属单位',
    '所属单位',
    'parent',
    'under',
  ],
  parentCode: ['上级代码', '上级单位代码', '上级编码', '上级单位编码', '上级机构代码', '主管单位代码', 'parentcode'],
  code: [
    '单位代码',
    '学校代码',
    '机构代码',
    '学校标识码',
    '代码',
    '编码',
    '单位编码',
    '学校编码',
    '标识码',
    '统一代码',
    'code',
  ],
  schoolKind: ['办学类型', '学校类型', '学校类别', '办学类别', '学校办学类型', 'schoolkind'],
  stages: ['学段', '办学学段', '开设学段', '含学段', 'stages'],
  setting: ['城乡', '城乡类型', '城乡属性', '城乡分类', '所在地城乡类型', 'setting'],
  openedOn: ['成立日期', '建校日期', '建校时间', '建校年月', '成立时间', '开办日期', '创办时间', 'openedon'],
  closedOn: ['停办日期', '撤销日期', '停办时间', '撤并日期', '注销日期', 'closedon'],
  address: ['地址', '学校地址', '单位地址', '详细地址', '办学地址', '通讯地址', 'address'],
  phone: ['电话', '联系电话', '办公电话', '单位电话', '学校电话', 'phone', 'telephone'],
  id: ['系统编号', 'systemid'],
}

const reader = columnReader(fields, headings, 'name')

/** Which field a title usually heads; null when none. */
export const recognise = reader.recognise

/** Finds the head of a list of organisations: the row that names the most fields, the name among them. */
export const findHead = reader.findHead

/** How the fields are headed in the template and in what is exported. */
export const titles = {
  name: '单位名称',
  kind: '单位类别',
  parentName: '上级单位',
  parentCode: '上级代码',
  code: '单位代码',
  schoolKind: '办学类型',
  stages: '学段',
  setting: '城乡',
  openedOn: '成立日期',
  closedOn: '停办日期',
  address: '地址',
  phone: '电话',
  id: '系统编号',
} as const satisfies Record<Field, string>
