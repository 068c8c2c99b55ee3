"""Lower-case Latin words that stand in Chinese text by right."""

from . import words

# Units of measure, also where no figure stands before them.
UNITS = frozenset(
    words(
        "mm cm dm km nm um kg mg ug ng ml dl kw kwh mw gw kv ma mah hz khz mhz ghz kb mb gb tb db",
        "pa kpa mpa mmhg kcal cal kj ppm ppb ppi rpm bpm dpi px pt min sec mol mmol lx lm ft lb oz",
    )
)
# Names in lower case, and words that print has borrowed.
BORROWED = frozenset(
    words(
        "app apps wifi wi-fi email e-mail mail vlog vlogger blog plog logo vs pk ok vip ppt pdf html",
        "word excel kindle pad pc cpu gpu usb mp gif jpg png txt doc docx xls xlsx zip http https www",
        "com cn net org gov edu vivo oppo ofo adidas nike iphone ipad deepseek kimi chatgpt openai",
        "python java linux android bug debug cosplay coser cos emo emoji live show party hi hello bye",
        "diy ktv led lcd gps vr ar ai xr ip cp up po plus pro max mini ultra tips city walk citywalk",
        "offer rap rapper hiphop disco jazz rock remix mv bgm dj ins fans fan cool hold style solo",
        "freestyle token tokens prompt agent demo beta alpha gamma delta omicron model pose am pm ph",
    )
)
# What only ever joins words: no name begins or ends with it.
JOINING = frozenset(words("and or of with for is but"))
