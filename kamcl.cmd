@echo off
rem Builds KAMCL Explorer if needed, then starts it: the window without arguments, otherwise a command
rem (kamcl --help). Standard output is for the result of the command only.
setlocal EnableExtensions
set "PROGRAM=%~dp0"
if "%PROGRAM:~-1%"=="\" set "PROGRAM=%PROGRAM:~0,-1%"

set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo kamcl: error: Java was not found. Install a JDK 17 or newer, or set JAVA_HOME. 1>&2
  exit /b 1
)

rem 1.8 does not match. The dot stands for the quotation mark before the number.
"%JAVA%" -version 2>&1 | findstr /r /c:"version .1[7-9]" /c:"version .[2-9][0-9]" >nul
if errorlevel 1 (
  echo kamcl: error: Java is too old. Install a JDK 17 or newer, or set JAVA_HOME. 1>&2
  exit /b 1
)

if not exist "%PROGRAM%\pom.xml" (
  set "JARS="
  set "LIB=%PROGRAM%\lib"
  goto run
)
set "STAMP=%PROGRAM%\target\kamcl.built"
set "JARS=%PROGRAM%\target\kamcl-explorer.jar;"
set "LIB=%PROGRAM%\target\lib"

rem Whether a source is newer than the last complete build. cmd cannot compare times, PowerShell can.
set "STALE=yes"
if exist "%STAMP%" (
  for /f %%s in ('powershell -NoProfile -Command "$s=(Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc; if (Get-ChildItem -Recurse -File -LiteralPath (Join-Path $env:PROGRAM 'src\main'), (Join-Path $env:PROGRAM 'pom.xml') | Where-Object { $_.LastWriteTimeUtc -gt $s } | Select-Object -First 1) { 'yes' } else { 'no' }"') do set "STALE=%%s"
)
if "%STALE%"=="no" goto run

where mvn >nul 2>&1
if errorlevel 1 (
  echo kamcl: error: Maven was not found. Install Maven 3.8 or newer to build the program. 1>&2
  exit /b 1
)
echo kamcl: building (the first build downloads the libraries and takes a few minutes) 1>&2
rem Removed first, so that an interrupted build does not count as complete.
if exist "%STAMP%" del "%STAMP%"
if not exist "%PROGRAM%\target" mkdir "%PROGRAM%\target"
type nul > "%PROGRAM%\target\kamcl.begun"
call mvn -f "%PROGRAM%\pom.xml" -o -q -B -DskipTests package >nul 2>&1
if errorlevel 1 (
  call mvn -f "%PROGRAM%\pom.xml" -q -B -DskipTests package 1>&2
  if errorlevel 1 (
    echo kamcl: error: The build failed. See the messages above. 1>&2
    exit /b 1
  )
)
rem Sources that change during the build are newer than its start and are built the next time.
move /y "%PROGRAM%\target\kamcl.begun" "%STAMP%" >nul

:run
rem slf4j first: zz-geotools-wrapper.jar bundles an old version that would turn off all logging.
for %%f in ("%LIB%\slf4j-api-*.jar") do set "JARS=%JARS%%%f;"
set "JARS=%JARS%%LIB%\*"
rem Passive waiting: spinning threads slow a busy machine down tenfold. No usage reports.
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"
set "OPT_OUT_TRACKING=true"
if not defined KAMCL_MEMORY set "KAMCL_MEMORY=2g"
rem Higher thresholds for the optimizing compiler: it took a third of the processor time of a start.
set "LATE=-XX:Tier4InvocationThreshold=100000 -XX:Tier4MinInvocationThreshold=12000 -XX:Tier4CompileThreshold=300000 -XX:Tier4BackEdgeThreshold=800000"
rem No file of counters in the shared temporary folder. Warnings of Java do not belong on standard output.
"%JAVA%" -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr %LATE% %KAMCL_JAVA_OPTIONS% -XX:+UseSerialGC -Xms128m -Xmn64m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -Xmx%KAMCL_MEMORY% -Dai.djl.offline=true -Dcom.sun.media.jai.disableMediaLib=true "-Dkamcl.program=%PROGRAM%" -cp "%JARS%" org.kamcl.explorer.app.Launcher %*
exit /b %ERRORLEVEL%
