"""Short, pet and other forms of forenames: an office may hold either.

There is no library of them for England; these are the common ones, from general knowledge: English ones, and those of
communities that write a name now in one language and now in another. A form may stand for several names. Forms that are
merely spelt alike need no entry: likeness of letters finds them.
"""

from __future__ import annotations

_FORMS = """
abigail abby abbie gail; agnes aggie nessie; albert al bert bertie; alexander alex alec sandy xander sasha;
alexandra alex sandra sasha lexi; alfred alf alfie fred freddie; alison ali; amanda mandy; amelia amy millie;
andrew andy drew; angela angie; anthony tony ant; antonia toni; barbara barb babs; bartholomew bart;
beatrice bea trixie; benjamin ben benny benji; bernadette bernie; bernard bernie; beverley bev; bridget biddy bridie;
caroline carol carrie; cassandra cass cassie; catherine cath cathy kate katie kitty cat; cecilia cissy celia;
charles charlie chas chuck; charlotte charlie lottie; christina chris tina chrissie; christine chris tina chrissie;
christopher chris kit topher; clifford cliff; constance connie; cynthia cindy; daniel dan danny; danielle dani;
david dave davey; deborah deb debbie debs; dennis den denny; dominic dom; donald don; dorothy dot dottie dolly;
douglas doug; edmund ed ned ted; edward ed eddie ned ted teddy; eleanor ellie nell nora ella;
elizabeth liz lizzie beth betty bess eliza libby elsie lisa; emily em emmy millie; emma em; eric rick; ernest ernie;
esther essie; eugene gene; florence flo florrie flossie; frances fran fanny; francis frank fran; franklin frank;
frederick fred freddie; gabriel gabe; gabrielle gabby; gareth gaz; geoffrey geoff; george georgie; gerald gerry jerry;
gerard gerry jerry; geraldine gerry; gillian gill jill; gordon gordy; graham gray; gregory greg; gwendoline gwen;
harold harry hal; harriet hattie; helen nell nellie; henry harry hal hank; herbert bert herb; isaac zac; isabel izzy bella belle;
isabella izzy bella belle; isabelle izzy bella belle; jacob jake; jacqueline jackie jacqui; james jim jimmy jamie; jane janie jenny; janet jan;
janice jan; jasmine jas jazz; jeffrey jeff; jennifer jen jenny; jeremy jerry jez; jessica jess jessie; joanna jo joey;
joanne jo; john jack johnny jon; jonathan jon jonny; joseph joe joey; josephine jo josie; joshua josh; judith judy jude;
julia jules; julian jules; juliet jules; katherine kate katie kath kathy kitty kay; kathleen kath kathy; kenneth ken kenny;
kevin kev; kimberley kim; laura laurie; lawrence larry laurie; leonard len lenny leo; leslie les; lillian lily; louis lou;
louise lou; lucinda lucy cindy; lydia liddy; madeleine maddy; malcolm mal; marcus marc; margaret maggie meg peggy madge marge rita greta daisy;
maria mia; martha mattie patty; martin marty; mary molly polly mae; matilda tilly mattie; matthew matt; maureen mo;
maurice mo; maxwell max; maximilian max; melanie mel; melissa mel lissa; michael mike mick mickey; michelle shell chelle;
mildred millie; miriam mim; mohammed mo; muhammad mo; nancy nan; natalie nat; natasha tasha; nathan nate nat; nathaniel nat nate;
nicholas nick nicky; nicola nicky nikki; nigel nige; norman norm; oliver ollie; olivia liv livvy; pamela pam;
patricia pat patsy tricia trish paddy; patrick pat paddy rick; paula polly; penelope penny; peter pete; philip phil pip;
philippa pip pippa; priscilla cilla; rachel rae; raymond ray; rebecca becky becca bex; reginald reg reggie rex;
richard rick dick rich ricky richie; robert rob bob bobby robbie bert; roberta bobbie; roderick rod; rodney rod; roger rodge;
ronald ron ronnie; rosemary rose rosie; roxanne roxy; rupert rup; russell russ; ruth ruthie; salvatore sal; samantha sam sammy;
samuel sam sammy; sandra sandy; sarah sally sadie; sharon shaz; sheila shelagh; sidney sid; simon si; sophia sophie;
stanley stan; stephanie steph; stephen steve stevie; steven steve stevie; stuart stu; susan sue susie suzie; susannah sue susie suzie;
sylvia syl; teresa terry tess tessa; terence terry tel; theodore ted theo teddy; theresa terry tess tessa; thomas tom tommy;
timothy tim; tracey trace; valerie val; vanessa nessa; veronica ronnie vera; victor vic; victoria vicky tori;
vincent vince vinny; virginia ginny; vivienne viv; walter walt wally; wendy wend; wilfred wilf fred; william will bill billy willie liam;
winifred win winnie fred; yvonne vonnie; zachary zac zak
"""
# Arabic, Bengali, Somali and Turkish; Akan, Igbo and Yoruba; Hebrew and Yiddish; Polish, Portuguese, Romanian, Russian,
# Spanish and Ukrainian.
_FORMS_ABROAD = """
abdullah abdi abdallah abdulla; abdullahi abdi; abdirahman abdi; abdulrahman abdi; abdulkadir abdi; ahmed ahmet ahmad;
aisha ayse aysha ayesha caasha asha; ali aly cali; amina amine emine aamina; bilal belal; fatima fatma faduma fadumo fatou fatoumata;
farah faarax; hassan hasan xasan; hussein husain hossein huseyin xuseen; ibrahim ebrahim ibraahim; ismail smail ismaaciil;
jamal cemal; khadija hatice khadra hadija; layla leyla leila; mahmoud mahmut mahamud; maryam meryem mariam maryan;
mehmet mohammed memo; mohamed maxamed mohammad; mustafa mostafa moustapha; omar omer umar cumar; osman uthman othman cismaan usman;
said saeed sayid siciid; salah salih saleh; suleiman suleyman sulaiman; yasin yaseen; yusuf yousef youssef yuusuf jusuf; zainab zeynep zaynab seynab;
adebayo bayo ade; adekunle kunle ade; adeola ade ola; adwoa yaa adjoa; chukwuemeka emeka; chidinma chidi; ifeoma ify; ngozi ngo; nnamdi nna;
olufemi femi; olumide mide; oluwaseun seun; oluwaseyi seyi; oluwatobi tobi; oluwatoyin toyin; omotola tola; temitope tope temi; babatunde tunde;
abraham avrum avrumi avi avrohom; aaron arele aron; benjamin binyomin benny; chaim haim; chaya haya; david dovid dudi; esther esty ester; hannah chana channie chany hana;
isaac yitzchok itzik; israel yisroel sruly; jacob yaakov yankel yanky; joseph yosef yossi; leah laya; miriam mimi mirel miryam; moses moshe moishe moishy;
naphtali naftoli naftuli; rachel rochel ruchy ruchel rokhl; rebecca rivka rivky; samuel shmuel shmuly shmiel; sarah sara sury; solomon shlomo shloimy; eliezer leizer;
aleksander olek alex; aleksandra ola; agnieszka aga; anna ania anka hania; barbara basia; ewa ewka; jakub kuba; jan janek; joanna asia; katarzyna kasia; krzysztof krzysiek kris;
magdalena magda; malgorzata gosia; maria marysia; michal michalek; piotr piotrek; stanislaw staszek; tomasz tomek; wojciech wojtek; zofia zosia;
antonio toni tono toninho; francisco paco chico kiko pancho; joao john joaozinho; jose pepe ze zeca; josefa pepa; manuel manolo manu; maria mari mia; rafael rafa; roberto beto;
alexandru alex alexandra sandu; constantin costel dinu; gheorghe gigi george; ion ionut nelu; elena lena ileana; mihai misu mihaita; nicolae nicu;
alexander oleksandr aleksandr sasha sacha; alexandra oleksandra sasha; dmitri dmytro dima; ekaterina kateryna katya katia; eugene yevgen evgeny zhenya; helen olena elena; ivan vanya;
john juan jean ivan joao; maria masha; mary maria; michael mykhailo mikhail misha; natalia natasha natalya; nicholas mykola nikolai kolya; olga olha olya; paul pavlo pavel; peter petro pyotr;
sergei serhii serhiy; svetlana svitlana sveta; tatiana tetiana tanya; vladimir volodymyr vova; yulia iuliia julia
"""


def diminutives() -> list[tuple[str, str]]:
    """Give every (form, full name), in small letters without accents.

    >>> [full for form, full in diminutives() if form == "tony"]
    ['anthony']
    """
    families = [family.split() for family in f"{_FORMS};{_FORMS_ABROAD}".split(";")]
    return sorted({(form, full) for full, *forms in families for form in forms if form != full})
