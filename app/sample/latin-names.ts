/** Given names and surnames per country, for invented people who write in Latin letters. */
export type LatinNames = { weight: number; given: readonly string[]; surnames: readonly string[] };

function names(weight: number, given: string, surnames: string): LatinNames {
  return { weight, given: given.split(' '), surnames: surnames.split(' ') };
}

/** Twenty countries (ISO 3166-1 alpha-2); `weight` is out of 60 people. */
export const latinNamesByCountry: Readonly<Record<string, LatinNames>> = {
  US: names(
    9,
    'Alyssa Brandon Carla Derek Elise Frank Gloria Howard Isabel Jared Kendra Lamar Megan Nolan Odette Preston Renee Sheldon Tanya Vernon Wendy Zachary',
    'Ashdown Bellweather Cartwright Dunmore Eastman Fairbanks Goodrich Hargrove Ingersoll Jessup Kirkland Langford Merriweather Norwood Oakley Pemberton Quimby Ridgeway Stockton Thornbury Underhill Whitlock',
  ),
  GB: names(
    5,
    'Alistair Beatrice Callum Daphne Edmund Fiona Gareth Harriet Imogen Jasper Kirsty Lachlan Morag Nigel Orla Philippa Rhys Sian Tristan Winifred',
    'Abernethy Birtwhistle Chilcott Dalrymple Entwistle Fothergill Greenhalgh Haverstock Ibbotson Jellicoe Kilbride Lockwood Musgrove Netherby Ormerod Pritchard Ravenscroft Shuttleworth Thistlewood Wetherby',
  ),
  DE: names(
    5,
    'Anneliese Björn Cäcilie Dörte Eckhard Friederike Götz Hannelore Ingeborg Jörg Käthe Lüder Mareike Norbert Ottilie Rüdiger Sönke Traudel Ulrike Wiebke',
    'Achterberg Böhnke Clüver Dreßler Ehrlinghaus Fährmann Grünwald Hässler Immenhof Jähnke Köhnlein Lüttich Mühlbauer Nöthen Oßwald Pfäffle Rößner Schönhals Töpfer Wäschle',
  ),
  JP: names(
    4,
    'Akemi Daichi Emiko Fumio Haruka Isamu Junko Kazuya Makoto Natsumi Osamu Ritsuko Satoru Tomoko Wataru Yasuko',
    'Aoyagi Chikamori Doihara Emori Fukuzawa Hoshikawa Igarashi Kageyama Mizushima Nishigaki Okabayashi Sakurada Tachikawa Uemura Wakabayashi Yanagida',
  ),
  CA: names(
    4,
    'Amélie Brent Céline Dale Étienne Faith Geneviève Hugh Isaac Joëlle Kyle Laurier Maëlle Noël Olivier Paige Réjean Shauna Thérèse Wade',
    'Archambeau Boisvert Côté-Lavoie Desrosiers Everett Fraserburgh Guérette Holloway Inglewood Jolicœur Kingsmill Laframboise MacAskill Normandin Ouellet Pelletier-Roy Quesnel Riverdale Sainte-Marie Thibodeau',
  ),
  FR: names(
    4,
    'Adélaïde Benoît Clémence Désiré Éloïse Fabrice Gaëlle Hélène Inès Jérôme Léonie Mathéo Noémie Océane Rémi Solène Théo Ursule Violette Yaël',
    'Aubépin Bonnefoy Châtaignier Deschênes Épinay Fougères Grandpré Hautecœur Isnard Jolivet Lefèvre-Brun Maréchal Noisetier Orvault Perrône Quiéry Rochefort-Gué Sauvageon Tréguier Villedieu',
  ),
  PL: names(
    4,
    'Agnieszka Błażej Celina Dobrosława Eugeniusz Grażyna Henryk Izabela Józef Kinga Łucja Mieczysław Nikodem Olgierd Paweł Róża Stanisław Urszula Żaneta',
    'Bąkowski-Żuk Chmielarz Dąbek Fijałka Gołąb Jabłczyk Kędzior Łopatka Mączka Nędza Ożóg Pęczak Różyczka Śliwka Świerczek Trzciniec Wąsik Wróblik Zięba Źrebiec',
  ),
  AU: names(
    3,
    'Ashleigh Brock Chelsea Damien Ebony Flynn Georgina Heath Indiana Jarrah Kiah Lincoln Matilda Ned Olive Quentin Rhiannon Shane Tahlia Zane',
    'Applecross Bellingen Coolidge Dunstan Eucla Farnham Goulburn Hawkesworth Illingworth Jerilderie Kellerman Langtree Moorabbin Narracott Oatley Parkinson Rosebery Strathmore Tamworth Warburton',
  ),
  NL: names(
    3,
    'Aaltje Bastiaan Coenraad Daniëlle Evert Femke Gijs Hendrikje Ilse Joost Kees Loes Maaike Niels Rozemarijn Sjoerd Tjitske Wouter',
    'Appelboom Brinkhorst Crommelin Dijkgraaf Eikelenboom Groeneveld Hoogendoorn IJsselstein Kruidenier Lindeboom Meulenbelt Noordhoek Overdijk Roodenburg Schuilenburg Terpstra Veenendaal Wijngaard',
  ),
  IT: names(
    3,
    'Agnese Battista Carlotta Donato Eleonora Fulvio Giosuè Ilaria Lavinia Marcello Noemi Ottavio Piera Romeo Serafina Tancredi Ugo Viola',
    'Accornero Bellacqua Campobasso D’Aquilone Fontanarosa Giardinelli Lampugnano Mezzanotte Nicolò Oltremare Passalacqua Quattrocchi Roccaforte Santangelo Tagliavento Vinciguerra Zuccherino Dell’Orto',
  ),
  ES: names(
    2,
    'Álvaro Begoña Cándido Dolores Encarnación Fermín Graciela Hipólito Iñaki Jerónimo Leocadia Macarena Nicolás Ofelia Pilar Ramón Sofía Tomás',
    'Arrebola Bañuelos Cebrián Díez-Orueta Echegaray Fuentes-Peña Guijarro Hinojosa Íñiguez Jiménez-Alba Lasheras Múgica Núñez-Vela Ordóñez Peñalver Quiñones Redondo Zúñiga',
  ),
  SE: names(
    2,
    'Åsa Birgitta Daga Elov Frej Gösta Håkan Ingegärd Jörgen Kåre Linnéa Märta Nils Örjan Ragnhild Stellan Tuva Ylva',
    'Ahlgrensson Björkvall Dalström Ekelöv Fågelsjö Grönkvist Hällström Ijärv Kärrman Lövgren Måsvik Norrgård Östlundh Rönnblom Sjöstrand Tallkvist Vårberg Ängsholm',
  ),
  NO: names(
    2,
    'Asbjørn Bodil Dagfinn Eirin Frøydis Gro Håvard Ingvild Jørn Kjersti Målfrid Njål Øystein Ragnar Sølvi Torbjørg',
    'Aasgård Bjørnstad Dønnestad Eikås Fjellvåg Grønlien Høydal Isfjord Kjærvik Lauvås Myklebø Nærbø Ødegårdshaug Røsvik Skjølberg Tverrå',
  ),
  FI: names(
    2,
    'Aapo Eeva Hilkka Ilmari Jyrki Kyllikki Marjatta Niilo Outi Päivi Raimo Säde Tyyne Väinö Yrjö',
    'Hämäläistö Isokangas Järvikylä Kuusiniemi Lehtimäki Mäntykoski Niittylä Ojanperä Pihlajaharju Ristijärvi Saarenpää Tähtivuori Uusihalme Vesipuro Yläsalo Äijälä',
  ),
  CZ: names(
    2,
    'Alžběta Bořivoj Čeněk Dušana Evžen František Hedvika Jiřina Květoslav Ludmila Matěj Naděžda Oldřich Přemysl Růžena Šimon Tomáš Zdeňka',
    'Bělohrad Čermáček Dvořáček Fiřt Hřebíček Jeřábek Kučírek Loukotka Měsíček Nováček Ořechovský Pařízek Řeháček Skřivánek Šťastník Třešňák Větrovec Žďárek',
  ),
  AT: names(
    1,
    'Aloisia Benedikt Dorothea Ferdinand Gundula Hannes Josefine Korbinian Leopold Mathilde Notburga Rupert Vinzenz Walpurga',
    'Almgruber Brandstätter Dornbichler Enzianer Felberbauer Gschwandtner Hötzendorfer Kirchschläger Moosbrugger Niederöster Pichlhöfer Sonnleitner Tauernthal Wörgötter',
  ),
  BE: names(
    1,
    'Annelore Bavo Clothilde Dries Élodie Goedele Hadewych Joris Liesbet Maarten Pieterjan Sidonie Tine Ward',
    'Bosmans-Leroy Cauwenberg Delcroix Eeckhout Ghijsels Haezebrouck Lambrechtsen Meirhaeghe Naessens Pluymers Roosendael Thijssen Vandevoorde Wauterickx',
  ),
  LT: names(
    1,
    'Aistė Bronius Daiva Eglė Gintautas Ieva Jūratė Kęstutis Laimutė Mindaugas Rūta Šarūnė Vytenis Žydrė',
    'Ąžuolas Beržaitė Čiurlys Drąsutis Eglynas Gervėnas Jūraitis Kalniškis Liepaitis Miškinėlis Pušinskas Šaltenis Vėjūnas Žolynas',
  ),
  HU: names(
    1,
    'Ágnes Boglárka Csaba Dezső Emőke Ferenc György Ildikó Jenő Kálmán Lőrinc Márta Ödön Piroska Tünde Zsófia',
    'Almássy-Bíró Barnaföldi Csillagvári Dióssy Erdőhegyi Fűzfa Gyöngyösi-Kis Harmatfű Kőműves Lovasi Mezőfi Nyírfás Őszi Rózsahegyi Szélvári Tölgyes',
  ),
  TR: names(
    2,
    'Aslıhan Bülent Çiğdem Defne Ertuğrul Gülşen Hüsnü Işıl İsmail Kıvanç Müjgan Nurgül Özlem Rüştü Şeyma Tuğçe Ümit Yıldız',
    'Akçaova Başaranlı Çınaroğlu Demirağaç Elmasırt Gökçeada Işıktaş İncirli Kızılırmaklı Özgünay Pınarbaş Sarıçiçek Şahinkaya Taşköprülü Uğurlugil Ünalmış Yağmurdere Zümrütova',
  ),
};
