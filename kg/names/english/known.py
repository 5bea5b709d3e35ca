"""English names of courts that a source prints: the examples of 法〔2021〕184号, and a few that no rule forms."""

from collections.abc import Mapping

# The notice's own examples that are courts with a name of their own: full form, short form (empty: none, or cut off).
OFFICIAL: Mapping[str, tuple[str, str]] = {
    "最高人民法院": (
        "The Supreme People's Court of the People's Republic of China",
        "The Supreme People's Court of P.R.C. (SPC)",
    ),
    "北京市高级人民法院": ("The High People's Court of Beijing Municipality", "Beijing High People's Court"),
    "河北省高级人民法院": ("The High People's Court of Hebei Province", "Hebei High People's Court"),
    "内蒙古自治区高级人民法院": (
        "The High People's Court of Inner Mongolia Autonomous Region",
        "Inner Mongolia High People's Court",
    ),
    "上海市第一中级人民法院": (
        "The First Intermediate People's Court of Shanghai Municipality",
        "Shanghai First Intermediate People's Court",
    ),
    "海南省第一中级人民法院": (
        "The First Intermediate People's Court of Hainan Province",
        "Hainan First Intermediate People's Court",
    ),
    "陕西省西安市中级人民法院": (
        "The Intermediate People's Court of Xi'an City of Shaanxi Province",
        "Xi'an Intermediate People's Court, Shaanxi",
    ),
    "河北雄安新区中级人民法院": (
        "The Intermediate People's Court of Xiong'an New Area of Hebei Province",
        "Xiong'an Intermediate People's Court, Hebei",
    ),
    "湖南省湘西土家族苗族自治州中级人民法院": (
        "The Intermediate People's Court of Xiangxi Tujia and Miao Autonomous Prefecture of Hunan Province",
        "Xiangxi Tujia and Miao Intermediate People's Court, Hunan",
    ),
    "吉林省长春林区中级人民法院": (
        "The Intermediate People's Court of Changchun Forest Area of Jilin Province",
        "Changchun Forest Area Intermediate People's Court, Jilin",
    ),
    "天津自由贸易试验区人民法院": (
        "The Primary People's Court of Tianjin Pilot Free Trade Zone",
        "Tianjin Pilot Free Trade Zone Primary People's Court",
    ),
    "广东省深圳前海合作区人民法院": (
        "The Primary People's Court of Qianhai Cooperation Zone of Shenzhen City of Guangdong Province",
        "",
    ),
    "上海破产法庭": ("Shanghai Bankruptcy Tribunal", ""),
    "深圳金融法庭": ("Shenzhen Financial Tribunal", ""),
    "杭州知识产权法庭": ("Hangzhou Intellectual Property Tribunal", ""),
    "海南第一涉外民商事法庭": ("Hainan First Foreign-Related Civil and Commercial Tribunal", ""),
    "南京环境资源法庭": ("Nanjing Environment and Resources Tribunal", ""),
    "成都互联网法庭": ("Chengdu Internet Tribunal", ""),
}
# Names of courts that no rule forms, but a source gives.
KNOWN: Mapping[str, str] = {
    # the court's own site
    "横琴粤澳深度合作区人民法院": "The Primary People's Court of Guangdong-Macao In-depth Cooperation Zone in Hengqin",
    "海南自由贸易港知识产权法院": "Hainan Free Trade Port Intellectual Property Court",
    # Lawinfochina's translation of those whom the notice is addressed to
    "新疆维吾尔自治区高级人民法院生产建设兵团分院": (
        "The Production and Construction Corps Branch of the High People's Court of Xinjiang Uygur Autonomous Region"
    ),
    "成渝金融法院": "Chengdu-Chongqing Financial Court",
}
