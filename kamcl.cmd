@echo off
rem Builds KAMCL Explorer if needed, then starts it: the window without arguments, otherwise a command
rem (kamcl --help). Standard output is for the result of the command only.
rem
rem Delayed expansion would remove exclamation marks from paths and arguments. No path is on a line with
rem "call", which would expand percent signs and double carets once more.
setlocal EnableExtensions DisableDelayedExpansion
rem A variable of this name would hide the exit code.
set "ERRORLEVEL="
rem With a dot: without, the root of a drive would be the current folder of that drive, and a backslash
rem before a quotation mark would quote it.
set "PROGRAM=%~dp0."
if not "%PROGRAM:;=%"=="%PROGRAM%" (
  echo kamcl: error: Java cannot start from a folder with a semicolon in its name. Rename the folder. 1>&2
  exit /b 1
)

set "JAVA=java"
rem Some people set JAVA_HOME with quotation marks.
if defined JAVA_HOME set "JAVA_HOME=%JAVA_HOME:"=%"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
rem 1.8 does not match. The dot stands for the quotation mark before the number.
"%JAVA%" -version 2>&1 | findstr /r /c:"version .1[7-9]" /c:"version .[2-9][0-9]" >nul
if not errorlevel 1 goto java
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo kamcl: error: Java was not found. Install a JDK 17 or newer, or set JAVA_HOME. 1>&2
) else (
  echo kamcl: error: Java is too old. Install a JDK 17 or newer, or set JAVA_HOME. 1>&2
)
exit /b 1

:java
if not exist "%PROGRAM%\pom.xml" (
  set "JARS="
  set "LIB=%PROGRAM%\lib"
  goto run
)
set "JARS=%PROGRAM%\target\kamcl-explorer.jar;"
set "LIB=%PROGRAM%\target\lib"
set "STAMP=%PROGRAM%\target\kamcl.built"
call :stale
if "%STALE%"=="no" goto run
where mvn >nul 2>&1
if errorlevel 1 (
  echo kamcl: error: Maven was not found. Install Maven 3.8 or newer to build the program. 1>&2
  exit /b 1
)
if not exist "%PROGRAM%\target" mkdir "%PROGRAM%\target"

rem One build at a time: a second start waits for the first. The lock is an open file, which also ends
rem with a process that is killed.
set "WAITED="
:lock
set "LOCKED="
set "FAILED="
(
  (
    set "LOCKED=yes"
    call :build 2>&3 || set "FAILED=yes"
  ) 9>"%PROGRAM%\target\kamcl.lock"
) 3>&2 2>nul
if defined FAILED exit /b 1
if defined LOCKED goto run
if not defined WAITED echo kamcl: waiting for another build 1>&2
set "WAITED=yes"
rem Waits a second; "timeout" needs a keyboard.
ping -n 2 127.0.0.1 >nul
goto lock

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
rem Java writes what it knows about a crash, as of a native library, beside the logs, where reports of
rem problems look for it. Where it may not, it writes into the current folder. "%%p" is its process.
set "STATE="
if defined KAMCL_STATE set "STATE=%KAMCL_STATE:"=%"
if not defined STATE if defined LOCALAPPDATA set "STATE=%LOCALAPPDATA%\KAMCL\logs"
set "CRASHES="
if defined STATE if not exist "%STATE%\" mkdir "%STATE%" 2>nul
if defined STATE if exist "%STATE%\" set CRASHES="-XX:ErrorFile=%STATE%\hs_err_pid%%p.log"
rem No file of counters in the shared temporary folder. Warnings of Java do not belong on standard output.
rem The options of the user come last, so that they count.
"%JAVA%" -XX:-UsePerfData %LATE% %CRASHES% -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC -Xms128m -Xmn64m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 "-Xmx%KAMCL_MEMORY%" %KAMCL_JAVA_OPTIONS% -Dai.djl.offline=true -Dcom.sun.media.jai.disableMediaLib=true "-Dkamcl.program=%PROGRAM%" -cp "%JARS%" org.kamcl.explorer.app.Launcher %*
exit /b %ERRORLEVEL%

rem Sets STALE: whether a source is newer than the last complete build. cmd cannot compare times,
rem PowerShell can; without it, the program is built.
:stale
set "STALE=yes"
if not exist "%STAMP%" exit /b 0
for /f %%s in ('powershell -NoProfile -Command "$s=(Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc; if (Get-ChildItem -Recurse -File -LiteralPath (Join-Path $env:PROGRAM 'src\main'), (Join-Path $env:PROGRAM 'docs'), (Join-Path $env:PROGRAM 'pom.xml') -ErrorAction SilentlyContinue | Where-Object { $_.LastWriteTimeUtc -gt $s } | Select-Object -First 1) { 'yes' } else { 'no' }"') do set "STALE=%%s"
exit /b 0

rem Builds the program unless another start has built it meanwhile.
:build
call :stale
if "%STALE%"=="no" exit /b 0
echo kamcl: building (the first build downloads the libraries and takes a few minutes) 1>&2
rem Removed first, so that an interrupted build does not count as complete.
if exist "%STAMP%" del "%STAMP%"
type nul > "%PROGRAM%\target\kamcl.begun"
pushd "%PROGRAM%"
rem Offline first; the network is only needed if a library is missing.
call mvn -o -q -B -DskipTests package >nul 2>&1 || call mvn -q -B -DskipTests package 1>&2
if errorlevel 1 (
  popd
  echo kamcl: error: The build failed. See the messages above. 1>&2
  exit /b 1
)
popd
rem Sources that change during the build are newer than its start and are built the next time.
move /y "%PROGRAM%\target\kamcl.begun" "%STAMP%" >nul
exit /b 0
