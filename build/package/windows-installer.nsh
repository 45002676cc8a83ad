; Windows knows file types by the last ending alone: device profiles (*.profile.json) are JSON files to it. The program is offered for those
; under "Open with" and takes nothing over from the program that a person has chosen.
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\ProxyLab.DeviceProfile" "" "ProxyLab device profile"
  WriteRegStr SHELL_CONTEXT "Software\Classes\ProxyLab.DeviceProfile\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\.json\OpenWithProgids" "ProxyLab.DeviceProfile" ""
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\ProxyLab.DeviceProfile"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.json\OpenWithProgids" "ProxyLab.DeviceProfile"
!macroend
