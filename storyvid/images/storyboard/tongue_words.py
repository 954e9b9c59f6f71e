"""The words of other tongues: a row for each English word - German, French, Spanish, Italian."""

# kind (n: may be the last part of a German compound; w: any other word), English, then the four tongues by "|"
_TABLE = """
n forest|wald wälder forst dschungel|forêt forêts bois jungle|bosque bosques selva jungla|bosco boschi foresta giungla
n clearing|lichtung|clairière|claro|radura
n tree|baum bäume|arbre|árbol árboles|albero alberi
n sea|meer ozean|mer océan|mar océano|mare oceano
n lake|teich weiher see|lac étang|lago estanque laguna|lago stagno
n beach|strand küste ufer|plage côte rivage|playa costa orilla|spiaggia costa riva
n harbour|hafen|port|puerto|porto
n island|insel|île|isla|isola
n mountain|berg berge|montagne montagnes|montaña montañas|montagna montagne
n mountain|gebirge gipfel|sommet|cima sierra|cima monte
n hill|hügel|colline|colina cerro|collina collinetta
n valley|tal täler|vallée|valle|valle vallata
n cave|höhle grotte|grotte caverne|cueva caverna|grotta caverna
n castle|schloss burg schlösser|château châteaux palais|castillo palacio|castello palazzo
n tower|turm türme|tour|torre|torre
n village|dorf dörfer|village|pueblo aldea|villaggio paese borgo
n city|stadt städte|ville|ciudad|città
n street|straße strasse gasse|rue ruelle avenue|calle avenida callejón|strada via viale vicolo
n market|markt marktplatz|marché|mercado feria|mercato fiera
n house|haus häuser|maison maisons|casa casas|casa case
n cottage|hütte häuschen|chaumière cabane|cabaña choza|capanna casetta
n room|zimmer stube|chambre_salon salon|sala salón|stanza salotto
n hall|saal thronsaal||sala_del_trono|
n room|wohnzimmer|pièce salle|habitación cuarto|soggiorno sala
n kitchen|küche|cuisine|cocina|cucina
n bedroom|schlafzimmer kinderzimmer|chambre|dormitorio alcoba|cameretta camera
n bed|bett betten|lit|cama|letto
n bathroom|badezimmer badewanne|baignoire|baño bañera|bagno vasca
n school|schule|école|escuela colegio|scuola
n classroom|klassenzimmer klasse klassenraum|classe|aula clase|classe aula
n teacher|lehrer|maîtresse maître instituteur|maestra maestro|maestra maestro insegnante
n teacher|lehrerin|professeure professeur|profesora profesor|professoressa professore
n hospital|krankenhaus klinik spital|hôpital clinique|hospital clínica|ospedale clinica
n doctor|arzt ärztin doktor|médecin docteur|médico médica doctor doctora|medico dottore dottoressa
n nurse|krankenschwester pfleger|infirmière infirmier|enfermera enfermero|infermiera infermiere
n office|büro|bureau|oficina despacho|ufficio
n shop|laden geschäft|magasin boutique|tienda|negozio bottega
n shop|supermarkt kaufhaus|supermarché|supermercado|supermercato
n bakery|bäckerei|boulangerie|panadería|panetteria
n restaurant|gasthaus wirtshaus restaurant café|restaurant auberge café|restaurante posada café|ristorante osteria bar
n library|bibliothek bücherei|bibliothèque|biblioteca|biblioteca
n stadium|stadion fußballplatz sportplatz|stade|estadio|stadio
n football|fußball fussball|football|fútbol|calcio
n playground|spielplatz schulhof|récréation|patio_recreo recreo|parco_giochi giochi
n park|park|parc|parque|parco
n garden|garten gärten|jardin verger|jardín huerto|giardino orto
n field|feld felder acker|champ champs|campo campos|campo campi
n meadow|wiese wiesen weide|pré prairie|prado pradera|prato prati pascolo
n farm|bauernhof hof|ferme|granja finca|fattoria
n barn|scheune|grange|granero|fienile granaio
n stable|stall|étable écurie|establo|stalla
n river|fluss flüsse bach strom|rivière fleuve ruisseau|río arroyo|fiume ruscello
n bridge|brücke|pont|puente|ponte
n desert|wüste|désert|desierto|deserto
n swamp|sumpf moor|marais|pantano|palude
n church|kirche kapelle dom|église chapelle|iglesia capilla|chiesa cappella
n graveyard|friedhof|cimetière|cementerio|cimitero
n road|weg pfad landstraße|chemin route sentier|camino sendero carretera|sentiero cammino
n space|weltraum weltall all|espace|espacio|spazio
n planet|planet|planète|planeta|pianeta
n mars|mars|mars|marte|marte
n rocket|rakete|fusée|cohete|razzo
n spaceship|raumschiff|vaisseau|nave|astronave navicella
n astronaut|astronaut astronautin|astronaute|astronauta|astronauta
n alien|außerirdischer außerirdische|extraterrestre|extraterrestre alienígena|alieno extraterrestre
n station|bahnhof|gare|estación|stazione
n well|brunnen|puits|pozo|pozzo
n cellar|keller kerker|cave prison cachot|sótano mazmorra|cantina prigione
n workshop|werkstatt schmiede|atelier forge|taller herrería|officina
n ship|schiff schiffe|navire|barco_velero buque|nave_mare veliero
n boat|boot boote kahn|bateau bateaux barque|barca bote barco barcos|barca barche
n sky|himmel|ciel|cielo|cielo
n snow|schnee|neige|nieve|neve
n ice|eis|glace|hielo|ghiaccio
w snowing|schneite schneien schneit|neigeait neiger|nevaba nevar|nevicava nevicare
n rain|regen|pluie|lluvia|pioggia
w raining|regnete regnen regnet|pleuvait pleuvoir pleut|llovía llover llueve|pioveva piovere piove
n storm|sturm gewitter|tempête orage|tormenta tempestad|tempesta temporale
n wind|wind|vent|viento|vento
n fog|nebel|brouillard brume|niebla|nebbia
n sun|sonne|soleil|sol|sole
n moon|mond|lune|luna|luna
n star|stern sterne|étoile étoiles|estrella|stella stelle
n cloud|wolke wolken|nuage nuages|nube nubes|nuvola nuvole
n rainbow|regenbogen|arc_en_ciel|arcoíris|arcobaleno
n night|nacht nachts mitternacht|nuit minuit|noche medianoche|notte mezzanotte
w morning|morgens morgen vormittag sonnenaufgang|matin aube|mañana amanecer alba|mattina mattino alba
w evening|abend abends sonnenuntergang dämmerung|soir soirée crépuscule|tarde_noche atardecer anochecer|sera tramonto
w afternoon|nachmittag nachmittags mittag mittags|midi après|mediodía tarde|pomeriggio mezzogiorno
n winter|winter weihnachten|hiver noël|invierno navidad|inverno natale
n summer|sommer|été_saison estival|verano|estate
n spring|frühling frühjahr|printemps|primavera|primavera
n autumn|herbst|automne|otoño|autunno
w cold|kalt kälte fror|froid|frío fría|freddo fredda
w dark|dunkel dunkle dunkelheit finster|sombre obscurité|oscuro oscura oscuridad|buio oscuro
n man|mann männer herr|homme hommes monsieur|hombre hombres señor|uomo uomini signore
n woman|frau frauen dame|femme femmes dame|mujer mujeres señora|donna donne signora
n girl|mädchen mädel|fille fillette filles|niña niñas chica muchacha|bambina bambine ragazza ragazzina
n boy|junge jungen bub knabe bursche|garçon garçons|niño muchacho chico|bambino ragazzo ragazzino
n child|kind|enfant|criatura|bimbo
w children|kinder kindern|enfants|niños chicos|bambini ragazzi
n baby|baby säugling|bébé|bebé|neonato bebè
n mother|mutter mama mutti|mère maman|madre mamá|madre mamma
n father|vater papa vati|père papa|padre papá|padre papà babbo
n grandmother|großmutter oma omi|grandmère mamie mémé|abuela abuelita|nonna
n grandfather|großvater opa|papi pépé|abuelo abuelito|nonno
n brother|bruder brüder|frère frères|hermano hermanos|fratello fratelli
n sister|schwester schwestern|soeur sœur sœurs|hermana hermanas|sorella sorelle
n daughter|tochter töchter|fillette_à|hija|figlia
n son|sohn söhne|fils|hijo|figlio
n friend|freund freundin freunde|ami amie amis|amigo amiga amigos|amico amica amici
n king|könig|roi|rey|re
n queen|königin|reine|reina|regina
n prince|prinz|prince|príncipe|principe
n princess|prinzessin|princesse|princesa|principessa
n knight|ritter|chevalier|caballero|cavaliere
n soldier|soldat soldaten|soldat|soldado|soldato
n witch|hexe|sorcière|bruja|strega
n wizard|zauberer|magicien sorcier|mago hechicero|mago stregone
n fairy|fee elfe|fée fées|hada|fata
n mermaid|meerjungfrau nixe|sirène|sirena|sirena
n giant|riese|géant|gigante|gigante
n dwarf|zwerg|nain nains|enano enanos|nano nani
n elf|kobold wichtel|lutin|duende|elfo folletto
n ghost|gespenst geist|fantôme|fantasma|fantasma
n monster|monster ungeheuer troll|monstre|monstruo|mostro
n robot|roboter|robot|robot|robot
n snowman|schneemann|bonhomme|muñeco_de_nieve|pupazzo
n dragon|drache drachen|dragon|dragón|drago
n pirate|pirat seeräuber|pirate|pirata|pirata
n farmer|bauer bäuerin|fermier paysan fermière|granjero campesino|contadino
n baker|bäcker|boulanger|panadero|fornaio panettiere
n cook|koch köchin|cuisinier cuisinière|cocinero cocinera|cuoco cuoca
n fisherman|fischer|pêcheur|pescador|pescatore
n hunter|jäger|chasseur|cazador|cacciatore
n feast|fest festmahl|festin banquet fête|banquete fiesta|banchetto festa
n shepherd|schäfer schäferin hirte hirt|berger bergère|pastor pastora|pastore
n miller|müller|meunier|molinero|mugnaio
n tailor|schneider|tailleur|sastre|sarto
n policeman|polizist polizistin|policier gendarme|policía|poliziotto carabiniere
n detective|detektiv detektivin kommissar|détective|detective|investigatore
n fireman|feuerwehrmann|pompier|bombero|pompiere
n thief|dieb räuber|voleur brigand|ladrón|ladro
n sailor|matrose seemann|marin matelot|marinero|marinaio
n merchant|kaufmann händler verkäufer|marchand|mercader vendedor|mercante venditore
n wolf|wolf wölfe|loup loups|lobo lobos|lupo lupi
n fox|fuchs füchse|renard|zorro|volpe
n bear|bär bären|ours|oso osos osita|orso orsi
n dog|hund hunde welpe|chien chiens chienne chiot|perro perros perra cachorro|cane cani cagnolino
n cat|katze kater kätzchen|chat chats chatte chaton|gato gatos gata|gatto gatti gatta
n mouse|maus mäuse|souris|ratón ratones|topo topolino topi
n rabbit|hase hasen kaninchen|lapin lapins lièvre|conejo liebre|coniglio lepre
n horse|pferd pferde|cheval chevaux|caballo caballos|cavallo cavalli
n donkey|esel|âne|burro asno|asino
n cow|kuh kühe|vache vaches|vaca vacas|mucca mucche
n pig|schwein schweine ferkel|cochon cochons|cerdo cerdos|maiale maialino
n sheep|schaf schafe lamm|mouton moutons brebis|oveja ovejas|pecora pecore
n goat|ziege ziegen|chèvre chèvres|cabra cabras|capra capre
n deer|hirsch reh|cerf biche|ciervo venado|cervo
n lion|löwe löwen tiger|lion lions tigre|león leones tigre|leone leoni tigre
n elephant|elefant elefanten|éléphant|elefante|elefante
n monkey|affe affen|singe singes|mono monos|scimmia scimmie
n squirrel|eichhörnchen|écureuil|ardilla|scoiattolo
n hedgehog|igel|hérisson|erizo|riccio
n bird|vogel vögel|oiseau oiseaux|pájaro pájaros ave|uccello uccelli
n crow|rabe raben krähe|corbeau|cuervo|corvo
n owl|eule|hibou chouette|búho lechuza|gufo civetta
n eagle|adler|aigle|águila|aquila
n duck|ente enten|canard canards|pato patos|anatra papera
n swan|schwan schwäne gans gänse|cygne oie|cisne ganso|cigno oca
n hen|huhn hühner henne hahn|poule poules coq|gallina gallinas gallo|gallina galline gallo
n fish|fisch fische|poisson poissons|pez peces pescado|pesce pesci
n whale|wal|baleine|ballena|balena
n dolphin|delfin delfine|dauphin|delfín delfines|delfino
n shark|hai haifisch|requin|tiburón|squalo
n octopus|krake tintenfisch|pieuvre poulpe|pulpo|polpo piovra
n crab|krebs krabbe|crabe|cangrejo|granchio
n turtle|schildkröte|tortue|tortuga|tartaruga
n frog|frosch frösche kröte|grenouille crapaud|rana sapo|rana rospo
n snake|schlange|serpent|serpiente culebra|serpente
n bee|biene bienen|abeille abeilles|abeja abejas|ape api
n butterfly|schmetterling|papillon papillons|mariposa mariposas|farfalla farfalle
n penguin|pinguin|pingouin manchot|pingüino|pinguino
n unicorn|einhorn|licorne|unicornio|unicorno
n camel|kamel|chameau|camello|cammello
n window|fenster|fenêtre|ventana|finestra
n door|tür tor|porte|puerta|porta
n table|tisch|table|mesa|tavolo tavola
n chair|stuhl sessel|chaise fauteuil|silla sillón|sedia poltrona
n desk|schreibtisch|pupitre|pupitre escritorio|banco scrivania
n fire|feuer kamin|feu cheminée|fuego hoguera chimenea|fuoco camino
n oven|ofen herd backofen|four|horno|forno
n pot|topf|marmite|olla|pentola
n soup|suppe|soupe|sopa|zuppa minestra
n bread|brot|pain|pan|pane
n cake|kuchen torte|gâteau|pastel tarta|torta
n cheese|käse|fromage|queso|formaggio
n apple|apfel äpfel|pomme pommes|manzana manzanas|mela mele
n egg|ei eier|oeuf œuf œufs|huevo huevos|uovo uova
n lantern|laterne lampe|lanterne lampe|linterna farol lámpara|lanterna lampada
n candle|kerze|bougie chandelle|vela|candela
n book|buch bücher|livre livres|libro libros|libro libri
n letter|brief|lettre|carta|lettera
n key|schlüssel|clé clef|llave|chiave
n sword|schwert|épée|espada|spada
n treasure|schatz truhe|trésor coffre|tesoro cofre|tesoro forziere
n gold|gold|or_métal|oro|oro
n crown|krone|couronne|corona|corona
n ring|ring|bague anneau|anillo|anello
n ball|ball bälle|ballon balle|pelota balón|palla pallone
n doll|puppe|poupée|muñeca|bambola
n gift|geschenk|cadeau|regalo|regalo
n balloon|luftballon|montgolfière|globo|palloncino mongolfiera
n kite|drachenschnur|cerfvolant|cometa|aquilone
n basket|korb|panier|cesta canasta|cesto cestino
n bucket|eimer|seau|cubo balde|secchio secchiello
n umbrella|regenschirm schirm|parapluie parasol|paraguas sombrilla|ombrello ombrellone
n backpack|rucksack schultasche tasche sack|sac cartable|mochila bolsa|zaino borsa sacco
n flower|blume blumen blüte|fleur fleurs|flor flores|fiore fiori
n rose|rosen|roses|rosas|rose
n stone|stein steine fels felsen|pierre rocher|piedra roca|pietra sasso roccia
n shell|muschel muscheln|coquillage|concha|conchiglia
n mushroom|pilz pilze|champignon|seta hongo|fungo funghi
n car|auto autos wagen|voiture|coche carro auto|macchina automobile
n bus|bus|bus autobus|autobús|autobus
n train|zug züge|train|tren|treno
n bicycle|fahrrad rad|vélo bicyclette|bicicleta|bicicletta bici
n aeroplane|flugzeug|avion|avión|aereo
n sledge|schlitten|luge traîneau|trineo|slitta
n phone|handy telefon|téléphone|teléfono móvil|telefono
n computer|computer|ordinateur|ordenador computadora|computer
n clock|uhr|horloge|reloj|orologio
n mirror|spiegel|miroir|espejo|specchio
n drum|trommel|tambour|tambor|tamburo
n flute|flöte|flûte|flauta|flauto
n flag|fahne flagge|drapeau|bandera|bandiera
n dress|kleid kleider|robe|vestido|vestito abito
n skirt|rock|jupe|falda|gonna
n coat|mantel jacke|manteau veste|abrigo chaqueta|cappotto giacca
n cloak|umhang|cape|capa|mantello
n hat|hut|chapeau|sombrero|cappello
n cap|mütze kappe|bonnet casquette|gorra gorro|berretto
n shirt|hemd bluse|chemise chemisier|camisa blusa|camicia
n sweater|pullover pulli|pull|suéter jersey|maglione
n trousers|hose|pantalon|pantalones|pantaloni
n boots|stiefel|bottes|botas|stivali
n shoes|schuhe|chaussures|zapatos|scarpe
n scarf|schal|écharpe|bufanda|sciarpa
n glasses|brille|lunettes|gafas anteojos|occhiali
n apron|schürze|tablier|delantal|grembiule
n hair|haar haare haaren|cheveux|pelo cabello|capelli
n beard|bart|barbe|barba|barba
n braids|zöpfe zöpfen|tresses|trenzas|trecce
n eyes|augen|yeux|ojos|occhi
w red|rot rote roten rotes roter|rouge rouges|rojo roja rojos|rosso rossa rossi
w ginger|rothaarig rothaarige|roux rousse|pelirrojo pelirroja|fulvo
w blue|blau blaue blauen blaues blauer|bleu bleue bleus|azul azules|azzurro azzurra blu
w green|grün grüne grünen grünes grüner|vert verte verts|verde verdes|verde verdi
w yellow|gelb gelbe gelben gelbes|jaune jaunes|amarillo amarilla|giallo gialla
w white|weiß weiße weißen weißes weisse|blanc blanche blancs|blanco blanca|bianco bianca
w black|schwarz schwarze schwarzen schwarzer|noir noire noirs|negro negra|nero nera
w brown|braun braune braunen|brun brune marron|marrón castaño castaña|marrone castano
w grey|grau graue grauen|gris grise|gris|grigio grigia
w golden|golden goldene goldenen|doré dorée|dorado dorada|dorato dorata
w blond|blond blonde blonden|blond blonde|rubio rubia|biondo bionda
w pink|rosa|rose|rosa rosado rosada|rosa
w purple|lila violett violette|violet violette|morado morada violeta|viola
w old|alt alte alten alter altes|vieux vieille vieil|viejo vieja anciano anciana|vecchio vecchia anziano
w young|jung junger jungem|jeune|joven|giovane
w little|klein kleine kleinen kleiner kleines|petit petite petits|pequeño pequeña|piccolo piccola
w big|groß große großen großer großes|grand grande gros grosse|grande gran|grande grosso
w fat|dick dicke dicker|gras_gros|gordo gorda|grasso grassa
w long|lang lange langen|long longue|largo larga|lungo lunga
w two|zwei|deux|dos|due
w three|drei|trois|tres|tre
w four|vier|quatre|cuatro|quattro
w five|fünf|cinq|cinco|cinque
w six|sechs|six|seis|sei
w seven|sieben|sept|siete|sette
w many|viele vielen|plusieurs beaucoup|muchos muchas|molti molte
w ran|rannte rannten rennen lief|courut couraient|corrió corrían|corse correva
w ran|liefen laufen eilte|courir court|correr corre|correre correvano
w fled|floh flohen flüchtete|fuit enfuit enfuir|huyó huir escapó|fuggì scappò scappare
w chased|jagte jagten verfolgte|poursuivit poursuivait chassa|persiguió perseguía|inseguì inseguiva
w walked|ging gingen gehen|marcha marchait|caminó caminaba|camminò camminava
w walked|spazierte wanderte wanderten|marcher allait|caminaron caminar|camminare
w came|kam kamen kommen|vint venait arriva|vino llegó|venne arrivò
w sat|saß saßen sitzen setzte sitzt|assis assise asseoir assit|sentado sentada sentó|seduto seduta sedeva sedette
w slept|schlief schliefen schlafen|dormait dormir|dormía dormir|dormiva dormire
w slept|schläft eingeschlafen|dort endormit|durmió|dormì
w ate|aß aßen essen fraß|mangeait manger mangea|comió comía comer|mangiò mangiava mangiare
w drank|trank tranken trinken|but buvait boire|bebió bebía beber|bevve beveva bere
w cried-bitterly|weinte weinten weinen|pleurait pleurer pleura|lloraba llorar lloró|piangeva piangere pianse
w laughed|lachte lachten lachen|riait rire rit|rió reía reír|rise rideva ridere
w danced|tanzte tanzten tanzen|dansait danser dansa|bailó bailaba bailar bailaban|ballò ballava ballare danzava
w jumped|sprang sprangen springen hüpfte|sauta sautait sauter|saltó saltaba saltar|saltò saltava saltare
w flew|flog flogen fliegen fliegt|vola volait voler|voló volaba volar|volò volava volare
w swam|schwamm schwammen schwimmen|nagea nageait nager|nadó nadaba nadar|nuotò nuotava nuotare nuotavano
w lived|lebte lebten wohnte wohnten|vivait vivaient habitait habitaient|vivía vivían vivió|viveva vivevano abitava
w locked|eingesperrt sperrte einsperrte eingeschlossen|enferma enfermée enfermé|encerró encerrada encerrado|rinchiuse
w celebrated|feierten feierte feiern|fêtèrent fêtaient célébrèrent|celebraron celebraban festejaron|festeggiarono
w rode|ritt ritten reiten|chevauchait chevaucha|cabalgó cabalgaba montó|cavalcò cavalcava
w climbed|kletterte kletterten klettern|grimpa grimpait grimper|trepó trepaba escaló|arrampicò arrampicava
w read|las lasen lesen|lisait|leía leyó leer|leggeva lesse
w held|hielt hielten halten|tenait tint tenir|sostenía sujetaba|teneva tenne
w carried|trug trugen tragen|portait porta porter|llevaba llevó llevar|portava portò portare
w gave|gab gaben geben|donna donnait donner|dio daba dar|diede dava dare
w hugged|umarmte umarmten|embrassa serra|abrazó abrazaba|abbracciò abbracciava
w fought|kämpfte kämpften kämpfen|combattit combattait|luchó peleó luchaba|combatté combatteva
w waved|winkte winkten winken|salua|saludó saludaba|salutò salutava
w knelt|kniete knieten|agenouilla|arrodilló|inginocchiò
w baked|backte buk backen|cuisinait cuisina|horneó cocinaba cocinó|cucinava cucinò
w kicked|schoss_ball|shoota|pateó chutó|calciò
w rowed|ruderte ruderten|ramait rama|remaba remó|remava remò
w happy|glücklich fröhlich|heureux heureuse content|feliz contento|felice contento
w happy|froh|contente joyeux|contenta alegre|contenta allegro
w sad|traurig traurige|triste tristes|triste tristes|triste tristi
w angry|wütend böse zornig|fâché colère furieux|enfadado enojado furioso|arrabbiato furioso
w afraid|angst ängstlich fürchtete|peur effrayé|miedo asustado asustada|paura spaventato spaventata
w i|ich mir mich|je moi|yo|io
w we|wir uns|nous|nosotros nosotras|noi
w they|beide beiden|ils elles|ellos ellas|loro
w my|mein meine meinem meinen meiner|mon ma mes|mi mis|mio mia miei
w he|er ihm ihn|il lui|él|egli lui
w she|sie|elle|ella|ella lei
w in|in im ins|dans|en|in nel nella nello sulla sul
w on|auf|sur|sobre|su
w by|am an ans bei neben|près|junto cerca|vicino
w under|unter|sous|bajo debajo|sotto
w through|durch|travers|través|attraverso
w with|mit|avec|con|con
w and|und|et|y e|e ed
w a|ein eine einen einem einer eines|un une|un una|un una uno
w of the|des|du|del|del dello della
w to|zum zur|au|al|al alla
w from|aus vom|depuis|desde|dal dalla
w the|der die das den dem|le la les|el la los las|il lo la i gli le
w no|kein keine keinen|aucun aucune|ningún ninguna|nessun nessuna
w like|wie|comme|como|come
"""

ROWS: tuple[tuple[str, ...], ...] = tuple((line[0], *line[2:].split("|")) for line in _TABLE.strip().splitlines())

# words by which a tongue is told, each in one of the four only (and not English)
LITTLE: dict[str, frozenset[str]] = {
    "de": frozenset(
        "der das und ein eine einen einem einer nicht mit auf ist war waren sich dem den des im ins zu von sie er es "
        "ihr ihre seine sein wurde hatte hatten aber auch nach bei über für doch noch als wenn einmal ich du".split()
    ),
    "fr": frozenset(
        "le les des et dans avec est était sur qui il elle une du au aux pas ne pour ses sa leur mais ils elles "
        "nous vous fut avait sous chez quand comme très plus fois cette ce".split()
    ),
    "es": frozenset(
        "el los las y con una por para que se su sus del al era estaba muy había pero más como cuando fue ella él "
        "vez lo en sin sobre le mi".split()
    ),
    "it": frozenset(
        "il gli della dello dei delle nel nella con che si era una di del alla per non suo sua sul sulla e è "
        "molto aveva ma più lo loro volta uno".split()
    ),
}
