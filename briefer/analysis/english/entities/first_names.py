"""First names that nearly only men or nearly only women have, in lower case.

Example: "Victor Reed" is "he" and "Petra Lang" is "she", whatever the parser takes them for. Names
that both have ("Robin", "Chris", "Kelly", "Andrea") are in neither list.
"""

HE_NAMES = frozenset(
    """aaron abdul abdullah abe abraham adam adrian ahmad ahmed ahmet ajay akira aksel alan
    alasdair albert alberto alejandro alexander alf alfonso alfred ali alistair allan
    allen alun alvin ambrose amir amit anand anders andre andreas andrew andriy andrzej
    angus anil ante anthony anton antonio archie arjun arne arnold arthur arun arvid
    ashok asif axel babatunde barack barry bart bartosz basil ben benedict bengt
    benjamin bernard bernd bernie bertrand bilal bill bjorn bob bogdan boris brad
    bradley brendan brian bruce bruno bryan byron cal caleb callum calvin carl carlo
    carlos casper cecil cedric cesar charles chidi christian christoph christopher chuck
    clarence claude claudio cliff clifford clive clyde colin colm conor constantin
    cormac craig curtis cyril dan daniel darius darnell darren dave david dean declan
    deepak dennis derek derrick deshawn desmond dewi dick diego dieter dietrich dilip
    dimitri dirk dmitri dmitry dominic donald doug douglas dragan duncan dusan dwayne
    dwight earl eddie edgar edmund eduardo edvard edward edwin einar eirik eli elias
    elijah eliot emeka emil emilio emre emrys enrique enzo eoin eric erich erik ernest
    ernst ethan eugene evan ewan ewen fabian fabio faisal felipe felix ferdinand fergus
    fernando filip finn florian francisco franco frank franz fred frederick fredrik
    friedrich fritz gareth gary gavin gaz geir geoff geoffrey georg george gerald gerard
    gerhard gethin gilbert giorgio giovanni giuseppe glenn goran gordon graham greg
    gregor gregory gruffydd guido guillermo gunnar gunther gus gustav guy hakan hakon
    hal hamid hamish hamza hank hans harald harold harry haruto harvey hassan heinrich
    heinz heinz-peter helmut hendrik henrik henry herbert herman hiro hiroshi horace
    howard hubert hugh hugo hussein huw iain ian ibrahim idris ieuan ifor ignacio igor
    imran ingemar isaac ismail ivan ivar jack jacob jacques jake jakob jakub jamal james
    jan-erik jared jason jasper javier jeff jeffrey jens jeremy jerome jerry jerzy jim
    jimmy jiri joachim joao joe joel johan johann johannes john johnny jonas jonathan
    jorge jorgen jose josef joseph joshua juan julian julio jurgen justin kareem karim
    karl karl-heinz karsten kaspar keith ken kenji kenneth kenta kevin khalid khalil
    klaus knut kofi konrad krzysztof kurt kwame kwesi kyle lachlan lars lawrence leif
    len lennart lenny leo leon leonard leonardo leonid leroy lev lewis liam lionel lloyd
    lorenzo lothar louis luca lucas ludwig luigi luis luke luther mads magnus mahmoud
    malcolm manuel marc marcel marcin marco marcus marek mario mark markus marshall
    martin marvin mathias matt matteo matthew matthias maurice max maximilian mehmet
    michael michel miguel mikael mike mikhail milan milos mitch mohamed mohammad
    mohammed moritz morten moses muhammad murdo murray mustafa nasser nathan nathaniel
    ned neil nelson niall nicholas nick nicolas niels nigel nikolai nils norman odd
    oddvar olaf olav oleg oleksandr oliver olivier omar omari oscar osman oswald otto
    owain owen pablo paddy padraig paolo patrick paul pavel pedro pekka per percy peter
    phil philip philippe phillip pierre pieter piotr pål rafael ragnar rahul raj rajesh
    rajiv ralph ramesh ramon randall randy rashid rasmus ravi ray raymond reg reginald
    reinhard rene rhys ricardo richard rick roald roar rob robert roberto rod rodney
    roger rohan roland rolf roman ron ronald rory ross roy ruben rudolf rudy rune rupert
    russell ryan salman salvador samir samuel sanjay saul scott seamus sean sebastian
    sergei sergey sergio seth shane shaun sheldon sid siegfried sigurd silvio simon
    sindre sipho slobodan solomon soren stan stanislav stanley stefan steinar stephen
    steve steven stig stuart sunil suresh sven takashi tariq tavish ted terence terje
    terrell thabo theo theodore thomas thorsten tim timothy tobias todd tom tomas tomasz
    tommy tony tor torbjorn tore torsten trent trevor trond troy trygve tunde tyler
    tyrone udo ulf ulrich umberto uwe vaclav vasily vernon victor vidar vijay vikram
    viktor villads vince vincent vinod vladimir volodymyr wade walt walter warren wayne
    werner wilbur wilfred wilhelm will willem william willie winston wojciech wolfgang
    wyn xavier yaw yngve yusef yusuf yves zachary zbigniew zdenek zoran""".split()
)
SHE_NAMES = frozenset(
    """aaliyah abigail ada adele adriana agatha agnes agneta agnieszka aisha aisling
    alexandra alice alicia alison allison alma amalia amanda amber amelia amelie amina
    amy ana anastasia angela angelica angelina anita anja anjali ann anna annabel anne
    annette annie annika antonella antonia aoife april aretha ariana asta astrid audrey
    aurora barbara beatrice beatriz becky belinda bella berit bernadette bertha bessie
    beth bethany betsy betty birgit birgitta bodil bonnie brenda bridget brigitte britta
    bronwen brooke camilla carina carla carmen carole caroline carolyn carrie carys
    catalina caterina catherine cathy cecilia celeste celia celine chantal charity
    charlotte chelsea cheryl chiara chloe chloé christa christina christine ciara cindy
    claire clara clarissa claudia colette colleen connie constance cora cordelia
    cornelia cristina cynthia dagmar daisy daniela danielle daphne dawn debbie deborah
    debra deepa deirdre delia delphine denise destiny diana diane dina dolores donna
    dora doreen doris dorothea dorothy dot dottie ebony edith edna eileen elaine eleanor
    elena elfriede elin elisa elisabeth elise eliza elizabeth ella ellen elodie elsa
    elsie emilia emily emma erica erika erin esmeralda esther ethel eugenia eunice eva
    ewa faith farah fatima faye felicity ffion fiona flo flora florence frances
    francesca francoise freya frida gabriela gabriella gail gayle gemma genevieve
    georgia georgina geraldine gertrude gina gisela gita giulia gladys gloria grace
    grainne greta gretchen gro gudrun gunhild gunilla gwen gwenda gwendolyn hana hanna
    hannah harriet hazel heather hedda hedwig heidi heidrun heike helen helena helene
    helga henrietta hilda hilde holly hope ida ilse imani imogen ines inga ingeborg
    ingrid ingunn irene irina iris irma isabel isabella isabelle ivana ivy jacqueline
    jana jane janet janice janine jasmine jeanette jeanne jemima jennifer jenny jessica
    jill joanna joanne johanna josephine joy joyce juanita judith judy julia juliana
    julie juliet june justine kaja karen karin karina kate katharina katherine kathleen
    kathryn kathy katie katrin katrina katya kayla keisha kerstin khadija kirsten kirsty
    kristin kristina kristine lakshmi lara larissa latoya laura lauren layla leila lena
    lenka leonora letitia liesl lilian liliana lillian lily linda ling lisa lisbeth lise
    liselotte liv livia liz lois lola lorna lorraine lottie louise lucia lucille lucy
    ludmila ludmilla luisa lydia mabel madeleine madison mae maeve magda magdalena
    maggie maja malgorzata malin mandy manon manuela margaret margarita margit margot
    maria mariam marianne marie marilyn marina marisa marit marjorie marlene marta
    martha martina mary mathilde matilda maud maureen maya meera megan mei melanie
    melinda melissa mercedes mercy mette michelle mildred milena milly mina minna
    miranda miriam moira molly mona monica monika monique muriel myra nadia nadine nancy
    naomi natalia natalie natasha nell nellie nesta niamh nicole nina nisha nora norma
    octavia odette oksana olena olga olive olivia ophelia orla ottilie paloma pamela
    parisa patricia paula paulina pauline pearl peggy penelope petra philippa phoebe
    pilar polly pooja priya prudence rachel ragna ragnhild ramona rebecca regina renate
    rhiannon rhoda rhonda rita roberta roisin rosa rosalie rosalind rosamund rose
    roseanne rosemary rosie roxanne ruth sabine sabrina sakura sally samantha sandra
    saoirse sara sarah saskia selma sharon shauna sheila shirin shirley sian sibyl signe
    sigrid sigrun silke silvia sinead siobhan siri siv sofia sofie solveig sonia sonja
    sophia sophie stacey stella stephanie sue summer sunita sunniva susan susanna
    susanne suzanne svetlana swantje sylvia tamara tania tanisha tanya tatiana teresa
    tess tessa thea thelma theresa thora tiffany tilda tilly tina tova tove traudl trudy
    turid tuva ulla ulrike una ursula valeria valerie vanessa vera verena veronica
    victoria viola violet virginia vivienne waltraud wanda wenche wendy wilma winifred
    winnie yara yasmin ylva yolanda yulia yvette yvonne zainab zelda zoe zofia""".split()
)


def pronoun_of_name(name: str) -> str | None:
    """Return "he" or "she" for a full name whose first name decides it: "Jane Doe"."""
    first, _, rest = name.lower().partition(" ")
    if not rest:
        return None
    return "he" if first in HE_NAMES else "she" if first in SHE_NAMES else None
