<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>After</name>
    <message numerus="yes">
        <location filename="../../ui/labels/after.py" line="81"/>
        <source>%n labels wait</source>
        <translation>
            <numerusform>%n label waits</numerusform>
            <numerusform>%n labels wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/labels/after.py" line="100"/>
        <source>%n other labels print with the next parcel.</source>
        <translation>
            <numerusform>%n other label prints with the next parcel.</numerusform>
            <numerusform>%n other labels print with the next parcel.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HitsCard</name>
    <message numerus="yes">
        <location filename="../../ui/households/hits_card.py" line="54"/>
        <source>%n households</source>
        <translation>
            <numerusform>%n household</numerusform>
            <numerusform>%n households</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelQueue</name>
    <message numerus="yes">
        <location filename="../../ui/labels/label_queue.py" line="220"/>
        <source>%n labels did not print</source>
        <translation>
            <numerusform>%n label did not print</numerusform>
            <numerusform>%n labels did not print</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/labels/label_queue.py" line="251"/>
        <source>%n labels waiting</source>
        <translation>
            <numerusform>%n label waiting</numerusform>
            <numerusform>%n labels waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnSheetCard</name>
    <message numerus="yes">
        <location filename="../../ui/labels/own_sheet_card.py" line="120"/>
        <source>It fits: %n labels</source>
        <translation>
            <numerusform>It fits: %n label</numerusform>
            <numerusform>It fits: %n labels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message numerus="yes">
        <location filename="../../ui/widgets/result_card.py" line="89"/>
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeenCard</name>
    <message numerus="yes">
        <location filename="../../ui/labels/seen_card.py" line="58"/>
        <source>%n labels on the roll</source>
        <translation>
            <numerusform>%n label on the roll</numerusform>
            <numerusform>%n labels on the roll</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/labels/seen_card.py" line="62"/>
        <source>%n on this sheet</source>
        <translation>
            <numerusform>%n on this sheet</numerusform>
            <numerusform>%n on this sheet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShelfCard</name>
    <message numerus="yes">
        <location filename="../../ui/stocktake/shelf_card.py" line="75"/>
        <source>%n left to count</source>
        <translation>
            <numerusform>%n left to count</numerusform>
            <numerusform>%n left to count</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message numerus="yes">
        <location filename="../../ui/counter/showing.py" line="70"/>
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="14"/>
        <source>%n adults</source>
        <translation>
            <numerusform>%n adult</numerusform>
            <numerusform>%n adults</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="17"/>
        <source>%n children</source>
        <translation>
            <numerusform>%n child</numerusform>
            <numerusform>%n children</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="20"/>
        <source>%n items</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="26"/>
        <source>%n days left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="29"/>
        <source>For %n people</source>
        <translation>
            <numerusform>For %n person</numerusform>
            <numerusform>For %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="32"/>
        <source>packed %n days ago</source>
        <translation>
            <numerusform>packed %n day ago</numerusform>
            <numerusform>packed %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="35"/>
        <source>%n parcels packed</source>
        <translation>
            <numerusform>%n parcel packed</numerusform>
            <numerusform>%n parcels packed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="38"/>
        <source>%n past use by</source>
        <translation>
            <numerusform>%n past use by</numerusform>
            <numerusform>%n past use by</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="41"/>
        <source>%n tins in</source>
        <translation>
            <numerusform>%n tin in</numerusform>
            <numerusform>%n tins in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="44"/>
        <source>%n items at the stall</source>
        <translation>
            <numerusform>%n item at the stall</numerusform>
            <numerusform>%n items at the stall</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="47"/>
        <source>kg leave out %n items of unknown weight</source>
        <translation>
            <numerusform>kg leave out %n item of unknown weight</numerusform>
            <numerusform>kg leave out %n items of unknown weight</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="53"/>
        <source>%n earlier visits this month</source>
        <translation>
            <numerusform>%n earlier visit this month</numerusform>
            <numerusform>%n earlier visits this month</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="23"/>
        <source>%n crates</source>
        <translation>
            <numerusform>%n crate</numerusform>
            <numerusform>%n crates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="56"/>
        <source>%n lines will not last for next week</source>
        <translation>
            <numerusform>%n line will not last for next week</numerusform>
            <numerusform>%n lines will not last for next week</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="59"/>
        <source>%n households</source>
        <translation>
            <numerusform>%n household</numerusform>
            <numerusform>%n households</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="62"/>
        <source>Lasts %n days</source>
        <translation>
            <numerusform>Lasts %n day</numerusform>
            <numerusform>Lasts %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="65"/>
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="68"/>
        <source>%n labels print</source>
        <translation>
            <numerusform>%n label prints</numerusform>
            <numerusform>%n labels print</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="50"/>
        <source>%n not counted</source>
        <translation>
            <numerusform>%n not counted</numerusform>
            <numerusform>%n not counted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="71"/>
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="74"/>
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="77"/>
        <source>%n laptops</source>
        <translation>
            <numerusform>%n laptop</numerusform>
            <numerusform>%n laptops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="80"/>
        <source>%n damaged files waiting for a good copy</source>
        <translation>
            <numerusform>%n damaged file waiting for a good copy</numerusform>
            <numerusform>%n damaged files waiting for a good copy</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="83"/>
        <source>%n files cannot be read yet</source>
        <translation>
            <numerusform>%n file cannot be read yet</numerusform>
            <numerusform>%n files cannot be read yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="86"/>
        <source>%n files set aside</source>
        <translation>
            <numerusform>%n file set aside</numerusform>
            <numerusform>%n files set aside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="89"/>
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="92"/>
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="95"/>
        <source>%n erased households</source>
        <translation>
            <numerusform>%n erased household</numerusform>
            <numerusform>%n erased households</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="98"/>
        <source>%n erased households are still on it</source>
        <translation>
            <numerusform>%n erased household is still on it</numerusform>
            <numerusform>%n erased households are still on it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="101"/>
        <source>%n to look at</source>
        <translation>
            <numerusform>%n to look at</numerusform>
            <numerusform>%n to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="104"/>
        <source>%n collections</source>
        <translation>
            <numerusform>%n collection</numerusform>
            <numerusform>%n collections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="107"/>
        <source>%n new households</source>
        <translation>
            <numerusform>%n new household</numerusform>
            <numerusform>%n new households</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../ui/counted.py" line="110"/>
        <source>%n other changes</source>
        <translation>
            <numerusform>%n other change</numerusform>
            <numerusform>%n other changes</numerusform>
        </translation>
    </message>
</context>
</TS>
