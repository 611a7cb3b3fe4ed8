/** What hours are used for, each hour once: 资格注册, 职称, 学历互认, 其他. */
export const hourPurposes = ['registration', 'title', 'degree', 'other'] as const
export type HourPurpose = (typeof hourPurposes)[number]
