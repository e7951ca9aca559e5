"""The layouts this register can read and write, by name (labels from the real exports; see docs/reference)."""

from tuopin.common.words import Words
from tuopin.register.layouts.columns import columns
from tuopin.register.layouts.layout import Column, Grain, Layout

PLACE = "县=place.county 乡镇=place.township 行政村=place.village 自然村=household.group_name"
LONG_PLACE = "县(市、区、旗)=place.county 乡(镇)=place.township 行政村=place.village 自然村=household.group_name"

PERSON_EXPORT = Layout(
    "person",
    Words("贫困人口导出（2016–2019）", "person export, 2016-2019"),
    Grain.PERSON,
    frozenset(("户编号", "人编号", "姓名", "证件号码", "与户主关系", "贫困户属性")),
    columns(
        PLACE.replace("县=", "行政县="),
        "户编号=key.household_code 人编号=key.person_code 姓名=person.name 证件号码=person.id_number 人数=household_year.members",
        "与户主关系=person.relation 民族=person.ethnicity 文化程度=person_year.schooling_level 在校生状况=person_year.student",
        "健康状况=person_year.health 劳动技能=person_year.labour 务工状况=person_year.work_place 务工时间=person_year.work_months",
        "参加大病医疗=person_year.serious_illness_insurance 脱贫属性=household.status 脱贫年度=household.exited_year",
        "贫困户属性=household.kind 主要致贫原因=household.main_cause 危房户=household_year.dangerous_house",
        "饮水安全=household_year.safe_water 饮水困难=household_year.water_difficult 人均纯收入=household_year.net_income_per_head",
        "联系电话=household.phone 首次识别时间=household.identified_on 贫困人员识别时间=person.joined_on",
    ),
)
EXITED_LIST = Layout(
    "exited",
    Words("已脱贫人口名单（2022）", "exited-persons list, 2022"),
    Grain.PERSON,
    frozenset(("户编号", "人编号", "姓名", "证件号码", "户类型", "风险是否消除")),
    columns(
        "序号=-",
        LONG_PLACE,
        "户编号=key.household_code 人编号=key.person_code 姓名=person.name 证件号码=person.id_number 人数=household_year.members",
        "与户主关系=person.relation 民族=person.ethnicity 文化程度=person_year.schooling_level 在校生状况=person_year.student",
        "健康状况=person_year.health 劳动技能=person_year.labour 务工时间(月)=person_year.work_months",
        "是否参加大病保险=person_year.serious_illness_insurance 致贫原因1=household.main_cause 危房户=household_year.dangerous_house",
        "是否解决安全饮用水=household_year.safe_water 人均纯收入=household_year.net_income_per_head 户联系电话=household.phone",
        "人联系电话=person.phone 首次识别时间=household.identified_on 人员识别时间=person.joined_on 户类型=household.household_type",
        "易返贫致贫户(监测对象)类型=household.monitored_kind 风险是否消除=household.risk_cleared",
        "风险识别时间=household.monitored_on 风险消除时间=household.risk_cleared_on",
    ),
)
MONITORED_LIST = Layout(
    "monitored",
    Words("监测对象信息", "monitored-persons list"),
    Grain.PERSON,
    frozenset(("户编号", "姓名", "证件号码", "监测对象类别", "识别监测时间")),
    columns(
        LONG_PLACE,
        "户编号=key.household_code 人编号=key.person_code 姓名=person.name 户类型=household.household_type",
        "监测对象类别=household.monitored_kind 风险是否已消除=household.risk_cleared 识别监测时间=household.monitored_on",
        "消除监测时间=household.risk_cleared_on 风险消除方式=household.cleared_way 致贫/返贫风险1=household.risks",
        "致贫/返贫风险2=household.risks 致贫/返贫风险3=household.risks 家庭人口数=household_year.members",
        "与户主关系=person.relation 性别=person.sex 民族=person.ethnicity 出生日期=person.birth_on 证件类型=person.id_type",
        "证件号码=person.id_number 文化程度=person_year.schooling_level 在校生状况=person_year.student",
        "义务教育阶段未上学原因=person_year.out_of_school_reason 健康状况=person_year.health 劳动技能=person_year.labour",
        "是否参加城乡居民基本医疗保险=person_year.resident_insurance 是否参加城镇职工基本医疗保险=person_year.employee_insurance",
        "是否参加大病保险=person_year.serious_illness_insurance 是否接受医疗救助=person_year.medical_aid",
        "是否参加城乡居民基本养老保险=person_year.resident_pension 是否参加城镇职工基本养老保险=person_year.employee_pension",
        "享受低保政策情况=person_year.low_allowance 享受特困供养政策情况=person_year.special_support",
        "务工所在地=person_year.work_place 务工时间(月)=person_year.work_months 公益性岗位=person_year.public_post",
        "公益性岗位(月数)=person_year.public_post_months 就业渠道(易地搬迁后扶使用)=person_year.job_channel",
        "是否危房户=household_year.dangerous_house 住房面积=household_year.house_area",
        "是否解决安全饮用水=household_year.safe_water 是否通生活用电=household_year.electricity",
        "是否有卫生厕所=household_year.toilet 卫生厕所是否能正常使用=household_year.toilet_works",
        "入户道路是否硬化=household_year.hard_road 与村主干路距离=household_year.road_distance",
        "耕地面积(亩)=household_year.arable_land 林地面积(亩)=household_year.forest_land",
        "退耕还林面积(亩)=household_year.returned_forest 林果面积(亩)=household_year.orchard_land",
        "牧草地面积=household_year.pasture_land 水面面积=household_year.water_area 工资性收入=household_year.wage_income",
        "生产经营性收入=household_year.business_income 财产性收入=household_year.property_income",
        "转移性收入=household_year.transfer_income 生产经营性支出=household_year.business_cost",
        "人均纯收入(元)=household_year.net_income_per_head 合规自付支出=household_year.self_paid_medical",
        "理赔收入=household_year.claims_income 是否义务教育阶段适龄儿童少年失学辍学=household_year.dropout_flag",
        "是否有家庭成员未参加城乡居民(职工)基本医疗保险=household_year.uninsured_flag 产业帮扶=household_year.industry_help",
        "就业帮扶=household_year.employment_help 公益性岗位帮扶=household_year.public_post_help",
        "金融帮扶=household_year.finance_help 健康帮扶=household_year.health_help 教育帮扶=household_year.education_help",
        "社会帮扶=household_year.social_help 综合保障=household_year.safety_net_help",
        "住房安全保障=household_year.housing_help 饮水安全保障=household_year.water_help",
        "义务教育保障=household_year.schooling_help 基础设施建设=household_year.infrastructure_help",
        "生产生活条件改善=household_year.living_help 实施开发式帮扶措施情况=household_year.development_help",
        "整户无劳动能力兜底保障户=household_year.no_labour 户联系电话=household.phone 家庭成员联系电话=person.phone",
    ),
)
VILLAGE_SHEET = Layout(
    "village",
    Words("行政村信息", "village information sheet"),
    Grain.VILLAGE,
    frozenset(("是否出列", "总户数", "总人口数")),
    columns(
        "县(市、区、旗)=place.county 乡(镇)=place.township 行政村=place.village 是否贫困村=village_year.poor_village",
        "是否出列=village_year.exited 总户数=village_year.households 总人口数=village_year.population",
        "村级集体经济收入(万元)=village_year.collective_income 村小学(个数)=village_year.primary_schools",
        "参加城乡居民基本养老保险人数=village_year.resident_pension_persons 是否通客运班车=village_year.bus",
        "到乡镇是否通沥青(水泥)路=village_year.paved_road 行政村卫生室个数=village_year.clinics",
        "行政村执业(助理)医师(人)=village_year.doctors 行政村公共卫生厕所个数=village_year.public_toilets",
        "行政村生产生活垃圾集中堆放点个数(个)=village_year.refuse_points 行政村文化(图书)室个数=village_year.culture_rooms",
        "低保户数=village_year.low_allowance_households 低保人口数=village_year.low_allowance_persons",
        "特困供养人口数=village_year.special_support_persons 残疾人口数=village_year.disabled_persons",
        "未实现饮水安全户数=village_year.unsafe_water_households 危房户数=village_year.dangerous_house_households",
        "通生活用电户数=village_year.powered_households 通广播电视户数=village_year.television_households",
        "参加城乡居民基本医疗保险人数=village_year.insured_persons 是否通宽带=village_year.broadband",
        "是否有特色产业=village_year.industry 特色产业覆盖贫困户数=village_year.industry_households",
        "有劳动能力的贫困户数=village_year.industry_base_households 两委班子健全=village_year.committee_sound",
        "是否有农民专业合作社=village_year.cooperative 贫困户收入占比高于上年=village_year.income_share_rising",
        "耕地面积(亩)=village_year.arable_land",
    ),
)
HOUSEHOLD_FORM = Layout(
    "household_form",
    Words("贫困户信息采集表（A1–A53）", "household form, A1-A53"),
    Grain.PERSON,
    frozenset(("户编号", "姓名", "与户主关系", "贫困户属性", "住房面积", "人均纯收入", "工资性收入")),
    columns(
        PLACE,
        "户编号=key.household_code 人编号=key.person_code A1贫困户属性=household.kind A3主要致贫原因=household.main_cause",
        "其他致贫原因=household.other_causes 识别标准=household.standard 首次识别时间=household.identified_on",
        "脱贫属性=household.status 脱贫年度=household.exited_year 计划脱贫时间=household.planned_year",
        "是否军烈属=household.military_family 是否独生子女户=household.only_child_family 是否双女户=household.two_daughters_family",
        "易地搬迁=household.relocated 家庭人口数=household_year.members A4姓名=person.name A5性别=person.sex",
        "A6证件号码=person.id_number 出生日期=person.birth_on A8与户主关系=person.relation A9民族=person.ethnicity",
        "A10文化程度=person_year.schooling_level A11在校生状况=person_year.student",
        "义务教育阶段未上学原因=person_year.out_of_school_reason 劝返次数=person_year.persuasion_visits",
        "三方签字=person_year.persuasion_signed A12健康状况=person_year.health A13劳动能力=person_year.labour",
        "A14务工情况=person_year.work_place A15务工月数=person_year.work_months 现役军人=person.serviceman",
        "是否参加城乡居民基本医疗保险=person_year.resident_insurance 是否参加城镇职工基本医疗保险=person_year.employee_insurance",
        "是否参加商业医疗保险=person_year.commercial_insurance 是否参加大病保险=person_year.serious_illness_insurance",
        "养老保险=person_year.resident_pension 是否享受低保=person_year.low_allowance A18住房面积=household_year.house_area",
        "A20是否危房=household_year.dangerous_house 房屋结构=household_year.structure A25耕地面积=household_year.arable_land",
        "水田面积=household_year.paddy_land A30林地面积=household_year.forest_land A31林果面积=household_year.orchard_land",
        "A34退耕还林面积=household_year.returned_forest A36饮水困难=household_year.water_difficult",
        "A40饮水安全=household_year.safe_water A41通生活用电=household_year.electricity",
        "通生产用电=household_year.production_power A42通广播电视=household_year.television",
        "A43与村主干路距离=household_year.road_distance A44入户路类型=household_year.road A46卫生厕所=household_year.toilet",
        "A47燃料类型=household_year.fuel A48是否加入合作社=household_year.cooperative A50-1工资性收入=household_year.wage_income",
        "A50-2生产经营性收入=household_year.business_income 粮食收入=household_year.grain_income",
        "烤烟收入=household_year.tobacco_income 畜牧收入=household_year.livestock_income 林果收入=household_year.fruit_income",
        "其他种植收入=household_year.other_crop_income 其他经营收入=household_year.other_business_income",
        "A50-3财产性收入=household_year.property_income A50-4转移性收入=household_year.transfer_income",
        "计划生育金=household_year.family_planning_income 养老保险金=household_year.pension_income",
        "低保金=household_year.low_allowance_income 低保类别=household_year.allowance_class",
        "特困供养金=household_year.special_support_income 惠农补贴=household_year.farm_subsidy_income",
        "生态补偿金=household_year.ecological_income 临时救助金=household_year.relief_income",
        "其他转移性收入=household_year.other_transfer_income A51生产经营性支出=household_year.business_cost",
        "A52纯收入=household_year.net_income A53人均纯收入=household_year.net_income_per_head 联系电话=household.phone",
    ),
)
EXIT_CHECK = Layout(
    "exit_check",
    Words("贫困户脱贫入户核查表", "household check sheet before exit"),
    Grain.HOUSEHOLD,
    frozenset(("户编号", "不愁吃", "不愁穿")),
    columns(
        PLACE,
        "户编号=key.household_code 户主姓名=household.head_name 家庭人口数=household_year.members",
        "不愁吃=household_year.food_secure 不愁穿=household_year.clothing_secure 有稳定收入来源=household_year.income_source",
        "房屋等级=household_year.house_grade 住房面积=household_year.house_area 饮水安全=household_year.safe_water",
        "日人均用水量=household_year.water_litres 取水往返时间=household_year.water_minutes",
        "供水保证率=household_year.water_reliability 有路通村屯=household_year.village_road",
        "生活用电=household_year.electricity 有电视看=household_year.television",
    ),
)
COUNTY_SHEET = Layout(
    "county",
    Words("县情况表", "county sheet"),
    Grain.COUNTY,
    frozenset(("县编码", "农业户籍人口")),
    columns("县编码=key.county_code 县名=place.county", every="county_year"),
)
LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (PERSON_EXPORT, EXITED_LIST, MONITORED_LIST, HOUSEHOLD_FORM, EXIT_CHECK, VILLAGE_SHEET, COUNTY_SHEET)
}

__all__ = ["LAYOUTS", "Column", "Grain", "Layout"]
