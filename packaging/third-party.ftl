<#-- The libraries of the program for the window: name, artifact, version and licenses, with tabs between. -->
<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#assign licenses = entry.getValue()/>
${project.name!project.artifactId}	${project.groupId}:${project.artifactId}	${project.version}<#list licenses as license>	${license}</#list>
</#list>
