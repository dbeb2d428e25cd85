; Inno Setup 6: the installer of the frozen program for Windows.
;
;     iscc /DVersion=0.1.0 packaging\windows\emotion-desk.iss
;
; Paths are relative to this script: the frozen program lies in dist\emotion-desk, and the installer is made beside it.
; Installs for one user without administrator rights, or for all with them.  Settings, people and recordings lie in the
; user's own folders and are left alone when the program is removed.

#ifndef Version
  #error Name the version: /DVersion=0.1.0
#endif
#ifndef Folder
  #define Folder "..\..\dist\emotion-desk"
#endif

[Setup]
AppId={{6E0B6D2C-2C55-4C0B-9B43-7D8C1F6E5A17}
AppName=Emotion Desk
AppVersion={#Version}
AppPublisher=Emotion Desk developers
AppPublisherURL=https://github.com/emotion-desk/emotion-desk
DefaultDirName={autopf}\Emotion Desk
DefaultGroupName=Emotion Desk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=emotion-desk-{#Version}-setup
SetupIconFile=..\..\build\icon.ico
UninstallDisplayIcon={app}\emotion-desk.exe
LicenseFile=..\..\LICENSES\LicenseRef-Weights-NonCommercial.txt
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
ChangesEnvironment=yes
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "pl"; MessagesFile: "compiler:Languages\Polish.isl"

[CustomMessages]
en.SearchPath=Add the command emotion-desk to the search path
de.SearchPath=Den Befehl emotion-desk in den Suchpfad aufnehmen
pl.SearchPath=Dodaj polecenie emotion-desk do ścieżki wyszukiwania
en.OpenSession=Open in Emotion Desk
de.OpenSession=In Emotion Desk öffnen
pl.OpenSession=Otwórz w Emotion Desk

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "{cm:SearchPath}"; Flags: unchecked

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; An older version may have had files that this one has not.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Emotion Desk"; Filename: "{app}\emotion-desk.exe"
Name: "{autodesktop}\Emotion Desk"; Filename: "{app}\emotion-desk.exe"; Tasks: desktopicon

[Registry]
; "Open with" for media files; the default program stays what it is.
Root: HKA; Subkey: "Software\Classes\Applications\emotion-desk.exe\shell\open\command"; ValueType: string; ValueData: """{app}\emotion-desk.exe"" ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.mp4\OpenWithList\emotion-desk.exe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.mkv\OpenWithList\emotion-desk.exe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.wav\OpenWithList\emotion-desk.exe"; Flags: uninsdeletekey
; Folders of sessions open in Review from the context menu.
Root: HKA; Subkey: "Software\Classes\Directory\shell\EmotionDesk"; ValueType: string; ValueData: "{cm:OpenSession}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\EmotionDesk\command"; ValueType: string; ValueData: """{app}\emotion-desk.exe"" open ""%1"""; Flags: uninsdeletekey
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: NotOnPath

[Run]
Filename: "{app}\emotion-desk.exe"; Description: "{cm:LaunchProgram,Emotion Desk}"; Flags: nowait postinstall skipifsilent

[Code]
const
  EnvironmentKey = 'Environment';

function UsersPath(): string;
begin
  if not RegQueryStringValue(HKEY_CURRENT_USER, EnvironmentKey, 'Path', Result) then
    Result := '';
end;

function NotOnPath(): Boolean;
begin
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(UsersPath()) + ';') = 0;
end;

{ Takes the folder off the search path again; what else is on it stays as it is. }
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path, Entry: string;
  Place: Integer;
begin
  if Step <> usPostUninstall then
    exit;
  Path := UsersPath();
  Entry := ';' + ExpandConstant('{app}');
  Place := Pos(Uppercase(Entry) + ';', Uppercase(';' + Path + ';'));
  if Place = 0 then
    exit;
  Path := ';' + Path;
  Delete(Path, Place, Length(Entry));
  if (Length(Path) > 0) and (Path[1] = ';') then
    Delete(Path, 1, 1);
  RegWriteExpandStringValue(HKEY_CURRENT_USER, EnvironmentKey, 'Path', Path);
end;
