; Inno Setup 6: the installer of the frozen program for Windows.
;
;     iscc /DVersion=0.1.0 /DFolder=..\..\dist\emotion-desk /O..\..\dist packaging\windows\emotion-desk.iss
;
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

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "Add the command emotion-desk to the search path"; Flags: unchecked

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
Root: HKA; Subkey: "Software\Classes\Directory\shell\EmotionDesk"; ValueType: string; ValueData: "Open in Emotion Desk"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\EmotionDesk\command"; ValueType: string; ValueData: """{app}\emotion-desk.exe"" open ""%1"""; Flags: uninsdeletekey
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: NotOnPath

[Run]
Filename: "{app}\emotion-desk.exe"; Description: "{cm:LaunchProgram,Emotion Desk}"; Flags: nowait postinstall skipifsilent

[Code]
function NotOnPath(): Boolean;
var
  Path: string;
begin
  if not RegQueryStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Path) then
    Path := '';
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Path) + ';') = 0;
end;
