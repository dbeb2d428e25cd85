<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl" sourcelanguage="en">
    <context>
        <name>EmotionDesk</name>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source> GB free</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>&amp;End below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>&amp;Labels change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>&amp;Measure engines again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>&amp;Recording</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>&amp;Snapshots in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>&amp;Theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>&amp;Warn below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Ask again before a camera or microphone is used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>BlazeFace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Calmly</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Changes at the next start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>End the recording when less is free on the disk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Face &amp;detector</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Folder of recordings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Folder of snapshots</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Follow the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Haar and BlazeFace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Haar, as in the paper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>How soon a shown emotion changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>How soon a shown emotion changes: late and rarely, or at once (Alt+L)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Kept in {path}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Lan&amp;guage</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Language of the window</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Language of the window; files and commands are always in English (Alt+G)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Measure again which engine is fastest on this machine, and use it (Alt+M)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Measuring …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Normally</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Picture, sound and readings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Play files again when they end</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Privacy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Quickly</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Readings only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Recordings &amp;in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Sound and readings, no picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Sound only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Speed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Warn when less is free on the disk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>What a recording keeps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>What a recording keeps (Alt+R)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>What finds faces</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>What finds faces: both together miss least (Alt+D)</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
